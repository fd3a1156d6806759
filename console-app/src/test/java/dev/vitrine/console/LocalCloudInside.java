package dev.vitrine.console;

import dev.vitrine.localcloud.LocalCloud;
import dev.vitrine.localcloud.LocalCloudConfig;
import dev.vitrine.localcloud.ecs.EcsConfig;
import dev.vitrine.localcloud.lambda.LambdaConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A local cloud in this process, quick to stop tasks. */
final class LocalCloudInside implements TestCloud.Host {
    private final Path state;
    private final Path images;
    private final Clock clock;
    private @Nullable LocalCloud cloud;

    LocalCloudInside(Path state, Path images, Clock clock) {
        this.state = state;
        this.images = images;
        this.clock = clock;
    }

    @Override
    public URI start(int port) throws Exception {
        LocalCloud started = LocalCloud.start(new LocalCloudConfig(
                port,
                state,
                List.of(images),
                clock,
                LambdaConfig.defaults(),
                new EcsConfig(8, Duration.ofHours(12), Duration.ofSeconds(2), Duration.ofMillis(100))));
        cloud = started;
        return started.endpoint();
    }

    @Override
    public void kill() {
        close();
    }

    @Override
    public void close() {
        if (cloud != null) {
            cloud.close();
        }
    }
}
