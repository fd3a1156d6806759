package dev.vitrine.localcloud.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.LocalCloudExtension;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class ParameterServiceTest {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private final SsmClient ssm = cloud.client(SsmClient.builder());
    private final String folder = "/test/" + UUID.randomUUID();

    @Test
    void keeps_values_and_counts_their_versions() {
        put("a", "one");
        assertThatThrownBy(() -> put("a", "two")).isInstanceOf(ParameterAlreadyExistsException.class);
        ssm.putParameter(r -> r.name(folder + "/a").value("two").overwrite(true));

        Parameter parameter = ssm.getParameter(r -> r.name(folder + "/a")).parameter();
        assertThat(parameter.value()).isEqualTo("two");
        assertThat(parameter.version()).isEqualTo(2);
        assertThat(parameter.arn()).isEqualTo("arn:aws:ssm:us-east-1:000000000000:parameter" + folder + "/a");
    }

    @Test
    void shows_what_is_secret_only_to_those_who_ask_for_it() {
        ssm.putParameter(r -> r.name(folder + "/s").value("hidden").type(ParameterType.SECURE_STRING));

        assertThat(ssm.getParameter(r -> r.name(folder + "/s")).parameter().value())
                .isNotEqualTo("hidden");
        assertThat(ssm.getParameter(r -> r.name(folder + "/s").withDecryption(true))
                        .parameter()
                        .value())
                .isEqualTo("hidden");
    }

    @Test
    void lists_a_folder_page_by_page() {
        for (int i = 0; i < 12; i++) {
            put("p%02d".formatted(i), "x");
        }
        put("below/deep", "x");

        assertThat(ssm.getParametersByPathPaginator(r -> r.path(folder)).stream()
                        .flatMap(page -> page.parameters().stream()))
                .hasSize(12);
        assertThat(ssm.getParametersByPathPaginator(r -> r.path(folder).recursive(true)).stream()
                        .flatMap(page -> page.parameters().stream()))
                .hasSize(13);
    }

    @Test
    void tells_what_it_does_not_have() {
        put("there", "x");

        assertThat(ssm.getParameters(r -> r.names(folder + "/there", folder + "/gone"))
                        .invalidParameters())
                .containsExactly(folder + "/gone");
        ssm.deleteParameter(r -> r.name(folder + "/there"));
        assertThatThrownBy(() -> ssm.getParameter(r -> r.name(folder + "/there")))
                .isInstanceOf(ParameterNotFoundException.class);
    }

    private void put(String name, String value) {
        ssm.putParameter(r -> r.name(folder + "/" + name).value(value).type(ParameterType.STRING));
    }
}
