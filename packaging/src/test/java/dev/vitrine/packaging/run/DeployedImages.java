package dev.vitrine.packaging.run;

import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.LocalCloud;
import dev.vitrine.localcloud.LocalCloudConfig;
import dev.vitrine.localcloud.container.EngineChoice;
import dev.vitrine.localcloud.ecs.EcsConfig;
import dev.vitrine.localcloud.lambda.LambdaConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/** A local cloud that runs containers, with the images of this build in its registry and banknote deployed from them. */
final class DeployedImages implements AutoCloseable {
    private static final String FRONTEND = "vitrine-frontend";
    private static final String PASSWORD = "a password for containers";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path state;
    private final Path base;
    private final int port = RunCommand.freePort();
    private final LocalCloud cloud;
    private final EcsClient ecs;

    /** @param base what the images stand on */
    DeployedImages(Path state, Path base) throws Exception {
        this.state = state;
        this.base = base;
        cloud = LocalCloud.start(new LocalCloudConfig(
                0,
                state,
                List.of(),
                Clock.systemUTC(),
                LambdaConfig.defaults(),
                EcsConfig.defaults(),
                EngineChoice.PODMAN));
        ecs = EcsClient.builder()
                .endpointOverride(cloud.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("vitrine", "vitrine")))
                .build();
    }

    /** Names of the registry's images begin so. */
    String repositories() {
        return cloud.endpoint().getAuthority() + "/vitrine/";
    }

    /** Where the frontend answers. */
    URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** Builds an image as {@code make images} does; returns what that said: its name and digest. */
    String build(String name) throws IOException {
        ProcessBuilder command = RunCommand.java(
                "dev.vitrine.packaging.image.ImagesMain",
                "tar",
                RunCommand.IMAGES.toString(),
                RunCommand.WORK.toString(),
                "test",
                name);
        command.environment().putAll(Map.of("BASE_IMAGE", base.toString(), "AOT_CACHE", "record"));
        return Tool.run(command).succeeded();
    }

    /**
     * Deploys as {@code make deploy} does, with banknote alone and the caches that were recorded before; returns when the
     * frontend answers.
     */
    ApiClient deploy() throws IOException {
        Path prototypes = Files.createDirectories(state.resolve("prototypes"));
        new Workshop(prototypes).workers("banknote", 1);
        ProcessBuilder command = RunCommand.deploy("deploy", cloud.endpoint(), prototypes);
        command.environment()
                .putAll(Map.of(
                        "BASE_IMAGE",
                        base.toString(),
                        "AOT_CACHE",
                        "kept",
                        "LISTENER_PORT",
                        String.valueOf(port),
                        "PASSWORD",
                        PASSWORD));
        String ignored = Tool.run(command).succeeded();
        ApiClient api = new ApiClient(url(), PASSWORD);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> api.get("/api/v1/prototypes/banknote").statusCode() == 200);
        return api;
    }

    /** Replaces the frontend by another of the same image; returns when that is done. */
    void redeploy() {
        ecs.updateService(r -> r.cluster("vitrine").service(FRONTEND).forceNewDeployment(true));
        await().atMost(PATIENCE).until(() -> service().getFirst().deployments().stream()
                .allMatch(deployment -> deployment.rolloutState() == DeploymentRolloutState.COMPLETED));
    }

    /** Ends its containers too, which a local cloud would find again, and takes its images from the engine. */
    @Override
    public void close() {
        stopFrontend();
        ecs.close();
        cloud.close();
        List<String> words = new ArrayList<>(List.of("podman", "rmi", "--force"));
        Tool.run(state, "podman", "images", "--quiet", "--filter", "reference=" + repositories() + "*")
                .said()
                .lines()
                .distinct()
                .forEach(words::add);
        Tool ignored = Tool.run(state, words.toArray(String[]::new));
    }

    private void stopFrontend() {
        if (service().isEmpty()) {
            return;
        }
        ecs.updateService(r -> r.cluster("vitrine").service(FRONTEND).desiredCount(0));
        await().atMost(PATIENCE)
                .until(() -> service().stream().allMatch(it -> it.runningCount() == 0 && it.pendingCount() == 0));
    }

    private List<Service> service() {
        try {
            return ecs.describeServices(r -> r.cluster("vitrine").services(FRONTEND))
                    .services();
        } catch (ClusterNotFoundException e) {
            return List.of();
        }
    }
}
