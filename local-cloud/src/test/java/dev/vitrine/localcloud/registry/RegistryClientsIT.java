package dev.vitrine.localcloud.registry;

import static dev.vitrine.localcloud.registry.Distribution.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import dev.vitrine.localcloud.AwsCli;
import dev.vitrine.localcloud.CloudProcess;
import dev.vitrine.localcloud.RunningCloud;
import dev.vitrine.localcloud.TestImages;
import dev.vitrine.localcloud.TestProgram;
import dev.vitrine.localcloud.TestTasks;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.PackageType;

@TestInstance(Lifecycle.PER_CLASS)
class RegistryClientsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private RunningCloud cloud;
    private EcrClient ecr;
    private String address;

    @BeforeAll
    void start(@TempDir Path images, @TempDir Path state) throws Exception {
        cloud = RunningCloud.start(state, new TestImages(images));
        ecr = cloud.client(EcrClient.builder());
        address = cloud.endpoint().getAuthority();
        ecr.createRepository(r -> r.repositoryName("vitrine/batch"));
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    @Test
    void jibPushesReproduciblyAndTheTaskRunsThePushedFiles() throws Exception {
        String first = jib("vitrine/batch:jib", "said by the image");
        String again = jib("vitrine/batch:again", "said by the image");
        assertThat(again).isEqualTo(first);

        TestTasks tasks = new TestTasks(cloud.client(EcsClient.builder()));
        Task task = tasks.awaitStatus(
                tasks.start("registry", "000000000000.dkr.ecr.us-east-1.amazonaws.com/vitrine/batch:jib"), "STOPPED");

        assertThat(task.containers().getFirst().imageDigest()).isEqualTo(first);
        assertThat(cloud.messages("/vitrine/registry")).contains("said by the image");
        assertThat(task.containers().getFirst().exitCode()).isZero();
    }

    @Test
    void aFunctionStaysWithTheDigestUntilItsCodeIsUpdated() throws Exception {
        String image = address + "/vitrine/batch:function";
        String first = jib("vitrine/batch:function", "one");
        LambdaClient lambda = cloud.client(LambdaClient.builder());

        String made = lambda.createFunction(r -> r.functionName("pinned")
                        .packageType(PackageType.IMAGE)
                        .role("arn:aws:iam::000000000000:role/vitrine-function")
                        .code(c -> c.imageUri(image)))
                .codeSha256();
        String second = jib("vitrine/batch:function", "two");

        assertThat("sha256:" + made).isEqualTo(first).isNotEqualTo(second);
        assertThat(lambda.getFunction(r -> r.functionName("pinned")).code().resolvedImageUri())
                .isEqualTo(address + "/vitrine/batch@" + first);
        lambda.updateFunctionCode(r -> r.functionName("pinned").imageUri(image));
        assertThat(lambda.getFunction(r -> r.functionName("pinned")).code().resolvedImageUri())
                .isEqualTo(address + "/vitrine/batch@" + second);
    }

    @Test
    void skopeoPushesAndPullsTheSameImage() throws Exception {
        String digest = jib("vitrine/batch:skopeo", "copied");
        Path layout = folder.resolve("layout");
        String registry = "docker://" + address + "/vitrine/batch:";

        skopeo("copy", "--src-tls-verify=false", "--src-creds=AWS:x", registry + "skopeo", "dir:" + layout);
        skopeo("copy", "--dest-tls-verify=false", "--dest-creds=AWS:x", "dir:" + layout, registry + "copied");

        String inspected = skopeo("inspect", "--tls-verify=false", "--creds=AWS:x", registry + "copied");
        assertThat(inspected).contains(digest);
        assertThatThrownBy(() -> skopeo(
                        "copy",
                        "--dest-tls-verify=false",
                        "--dest-creds=AWS:x",
                        "dir:" + layout,
                        "docker://" + address + "/vitrine/none:x"))
                .hasMessageContaining("does not exist in the registry");
    }

    @Test
    void theCommandLineDescribesWhatWasPushed() throws Exception {
        String digest = jib("vitrine/batch:cli", "described");
        AwsCli aws = new AwsCli(cloud.endpoint(), folder);

        String described =
                aws.run("ecr", "describe-images", "--repository-name", "vitrine/batch", "--image-ids", "imageTag=cli");
        assertThat(new ObjectMapper()
                        .readTree(described)
                        .path("imageDetails")
                        .path(0)
                        .path("imageDigest")
                        .asText())
                .isEqualTo(digest);
        assertThat(aws.run("ecr", "get-login-password").strip()).isNotEmpty();
        assertThat(aws.run("ecr", "describe-repositories")).contains(address + "/vitrine/batch");
    }

    @Test
    void whatWasPushedOutlivesAKill(@TempDir Path state, @TempDir Path logs) throws Exception {
        byte[] layer = new byte[300_000];
        new Random(7).nextBytes(layer);
        Digest digest;
        String upload;
        try (CloudProcess killed = CloudProcess.start(logs, state)) {
            URI endpoint = killed.endpoint();
            try (EcrClient client = RunningCloud.client(EcrClient.builder(), endpoint)) {
                client.createRepository(r -> r.repositoryName("vitrine/batch"));
            }
            Distribution registry = new Distribution(() -> endpoint);
            digest = registry.pushImage("vitrine/batch", "v1", "{}", layer);
            upload = registry.begin("vitrine/batch");
            registry.send("PATCH", upload, bytes("half"));
            killed.kill();
        }
        try (CloudProcess cloud = CloudProcess.start(logs, state)) {
            URI endpoint = cloud.endpoint();
            Distribution registry = new Distribution(() -> endpoint);
            assertThat(Digest.of(registry.send("GET", "/v2/vitrine/batch/manifests/v1")
                            .body()))
                    .isEqualTo(digest);
            assertThat(registry.send("GET", "/v2/vitrine/batch/blobs/" + Digest.of(layer))
                            .body())
                    .isEqualTo(layer);
            assertThat(registry.send("PUT", upload + "?digest=" + Digest.of(bytes("half and half")), bytes(" and half"))
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    /** Pushes an image whose program prints what a file of the image says, and returns its digest. */
    private String jib(String name, String words) throws Exception {
        Path file = Files.writeString(folder.resolve("words.txt"), words);
        AuthorizationData data = ecr.getAuthorizationToken().authorizationData().getFirst();
        String password = new String(Base64.getDecoder().decode(data.authorizationToken()), StandardCharsets.UTF_8)
                .replaceFirst("^AWS:", "");
        JibContainer pushed = Jib.fromScratch()
                .addFileEntriesLayer(FileEntriesLayer.builder()
                        .addEntry(file, AbsoluteUnixPath.get("/app/words.txt"))
                        .build())
                .setEntrypoint(TestImages.java(TestProgram.class.getName(), "words.txt"))
                .setWorkingDirectory(AbsoluteUnixPath.get("/app"))
                .addLabel("dev.vitrine.layers", "application")
                .containerize(Containerizer.to(
                                RegistryImage.named(address + "/" + name).addCredential("AWS", password))
                        .setAllowInsecureRegistries(true)
                        .setBaseImageLayersCache(folder.resolve("base-cache"))
                        .setApplicationLayersCache(folder.resolve("cache")));
        return pushed.getDigest().toString();
    }

    private String skopeo(String... words) throws Exception {
        return Tools.run(folder, PATIENCE, "skopeo", words);
    }
}
