package dev.vitrine.localcloud;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The real local cloud for one test class, on a free port with a state folder of its own:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final LocalCloudExtension cloud = new LocalCloudExtension();
 *
 * private final S3Client s3 = cloud.client(S3Client.builder());
 * }</pre>
 */
public final class LocalCloudExtension implements BeforeAllCallback, AfterAllCallback {
    private final List<Path> imagesDirs;
    private final List<SdkAutoCloseable> clients = new ArrayList<>();
    private @Nullable Path stateDir;
    private @Nullable LocalCloud cloud;

    /** @param imagesDirs folders of unpacked images that Lambda and ECS run */
    public LocalCloudExtension(Path... imagesDirs) {
        this.imagesDirs = List.of(imagesDirs);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        stateDir = Files.createTempDirectory("local-cloud");
        cloud = startOn(0);
    }

    /** Closes the cloud and starts it again on the same state and port. */
    public void restart() throws Exception {
        int port = endpoint().getPort();
        running().close();
        cloud = startOn(port);
    }

    public URI endpoint() {
        return running().endpoint();
    }

    public Path stateDir() {
        if (stateDir == null) {
            throw new IllegalStateException("The local cloud is not started yet.");
        }
        return stateDir;
    }

    /** An SDK client of this cloud; closed after the test class. */
    public <B extends AwsClientBuilder<B, C>, C extends SdkAutoCloseable> C client(B builder) {
        C client = builder.endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("vitrine", "vitrine")))
                .build();
        clients.add(client);
        return client;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        clients.forEach(SdkAutoCloseable::close);
        if (cloud != null) {
            cloud.close();
        }
        if (stateDir != null) {
            deleteAll(stateDir);
        }
    }

    private LocalCloud startOn(int port) throws StartupException {
        return LocalCloud.start(new LocalCloudConfig(port, stateDir(), imagesDirs, java.time.Clock.systemUTC()));
    }

    private LocalCloud running() {
        if (cloud == null) {
            throw new IllegalStateException("The local cloud is not started yet.");
        }
        return cloud;
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
