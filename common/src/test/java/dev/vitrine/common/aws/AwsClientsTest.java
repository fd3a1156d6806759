package dev.vitrine.common.aws;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vitrine.common.operation.CallGate;
import dev.vitrine.common.operation.CloudSettings;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwsClientsTest {
    @Test
    void no_client_comes_of_those_that_are_closed() {
        AwsClients clients = AwsClients.interactive(
                new CloudSettings(
                        Optional.of(URI.create("http://127.0.0.1:9")), Optional.empty(), Optional.of("us-east-1")),
                CallGate.OPEN);
        clients.close();
        assertThatIllegalStateException().isThrownBy(clients::ecs);
    }
}
