package dev.vitrine.localcloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.RunningCloud;
import dev.vitrine.localcloud.TestImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.State;

@TestInstance(Lifecycle.PER_CLASS)
class LambdaControlIT {
    private static final String IMAGE = "000000000000.dkr.ecr.us-east-1.amazonaws.com/test/function:latest";
    private static final String ROLE = "arn:aws:iam::000000000000:role/vitrine-function";

    private TestImages images;
    private RunningCloud cloud;
    private LambdaClient lambda;

    @BeforeAll
    void start(@TempDir Path folder, @TempDir Path state) throws Exception {
        images = new TestImages(folder).add("test/function", List.of("sh", "-c", "exit 1"));
        cloud = RunningCloud.start(state, images);
        lambda = cloud.client(LambdaClient.builder());
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    @Test
    void aCreatedFunctionIsActiveAndIsFoundByNameAndArn() {
        CreateFunctionResponse created = create("created", r -> r.description("Tells notes apart")
                .memorySize(1024)
                .timeout(10)
                .environment(e -> e.variables(Map.of("MODEL", "champion")))
                .imageConfig(i -> i.command("a", "b").workingDirectory("/app"))
                .architectures(Architecture.ARM64)
                .tags(Map.of("prototype", "banknote")));

        assertThat(created.functionArn()).isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:created");
        GetFunctionResponse found = lambda.getFunction(r -> r.functionName(created.functionArn()));
        FunctionConfiguration configuration = found.configuration();
        assertThat(configuration.state()).isEqualTo(State.ACTIVE);
        assertThat(configuration.lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        assertThat(configuration.memorySize()).isEqualTo(1024);
        assertThat(configuration.timeout()).isEqualTo(10);
        assertThat(configuration.environment().variables()).containsExactly(Map.entry("MODEL", "champion"));
        assertThat(configuration.imageConfigResponse().imageConfig().command()).containsExactly("a", "b");
        assertThat(configuration.architectures()).containsExactly(Architecture.ARM64);
        assertThat(configuration.packageType()).isEqualTo(PackageType.IMAGE);
        assertThat(configuration.codeSha256()).hasSize(64);
        assertThat(configuration.loggingConfig().logGroup()).isEqualTo("/aws/lambda/created");
        assertThat(found.code().imageUri()).isEqualTo(IMAGE);
        assertThat(found.code().resolvedImageUri()).endsWith("@sha256:" + configuration.codeSha256());
        assertThat(found.tags()).containsExactly(Map.entry("prototype", "banknote"));
        lambda.waiter().waitUntilFunctionActiveV2(r -> r.functionName("created"));
    }

    @Test
    void aSecondFunctionOfTheSameNameIsAConflict() {
        create("twice", r -> r);

        assertThatThrownBy(() -> create("twice", r -> r))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("Function already exist: twice");
    }

    @Test
    void aFunctionThatIsUnknownIsNotFound() {
        assertThatThrownBy(() -> lambda.getFunction(r -> r.functionName("nobody")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody");
        assertThatThrownBy(() -> lambda.invoke(r -> r.functionName("nobody")))
                .isInstanceOf(ResourceNotFoundException.class);
        create("latest", r -> r);
        assertThatThrownBy(() -> lambda.getFunctionConfiguration(
                        r -> r.functionName("latest").qualifier("7")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName("latest").qualifier("$LATEST"))
                        .version())
                .isEqualTo("$LATEST");
    }

    @Test
    void whatCannotRunIsRefused() {
        assertThatThrownBy(() -> create("x", r -> r.code(c -> c.imageUri("vitrine/nothing:1"))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Source image vitrine/nothing:1 does not exist. Provide a valid source image.");
        assertThatThrownBy(() -> create("x", r -> r.packageType(PackageType.ZIP).runtime(Runtime.JAVA21)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Zip");
        assertThatThrownBy(() -> create("x", r -> r.memorySize(100)))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining(
                        "at 'memorySize' failed to satisfy constraint: Member must have value greater than or"
                                + " equal to 128");
        assertThatThrownBy(() -> create("x", r -> r.environment(e -> e.variables(Map.of("AWS_REGION", "eu-west-1")))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Reserved keys used in this request: AWS_REGION");
        assertThatThrownBy(() -> create("x", r -> r.environment(e -> e.variables(Map.of("BIG", "x".repeat(5000))))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("exceeded the 4KB limit");
        assertThatThrownBy(() -> create("a/b", r -> r))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("'functionName'");
    }

    @Test
    void anUpdateChangesWhatItNamesAndTheRevision() {
        CreateFunctionResponse created =
                create("updated", r -> r.memorySize(512).timeout(7));

        lambda.updateFunctionConfiguration(r -> r.functionName("updated").timeout(20));

        FunctionConfiguration now =
                lambda.getFunction(r -> r.functionName("updated")).configuration();
        assertThat(now.timeout()).isEqualTo(20);
        assertThat(now.memorySize()).isEqualTo(512);
        assertThat(now.revisionId()).isNotEqualTo(created.revisionId());
        assertThatThrownBy(() -> lambda.updateFunctionConfiguration(r -> r.functionName("updated")
                        .revisionId(created.revisionId())
                        .timeout(30)))
                .isInstanceOf(PreconditionFailedException.class);
    }

    @Test
    void theDigestOfTheCodeChangesWithTheImagesFiles() throws Exception {
        images.add("test/changing", List.of("sh"));
        CreateFunctionResponse created = create("changing", r -> r.code(c -> c.imageUri("test/changing")));
        Files.writeString(images.folder().resolve("test/changing/latest/rootfs/app/model"), "weights");

        assertThat(lambda.updateFunctionCode(r -> r.functionName("changing").imageUri("test/changing:latest"))
                        .codeSha256())
                .isNotEqualTo(created.codeSha256());
        assertThatThrownBy(() -> lambda.updateFunctionCode(
                        r -> r.functionName("changing").s3Bucket("b")))
                .hasMessageContaining("Please provide ImageUri when updating a function with packageType Image.");
    }

    @Test
    void functionsAreListedInPages() {
        IntStream.range(0, 7).forEach(i -> create("listed-" + i, r -> r));

        List<String> names = lambda.listFunctionsPaginator(r -> r.maxItems(3)).functions().stream()
                .map(FunctionConfiguration::functionName)
                .filter(name -> name.startsWith("listed-"))
                .toList();

        assertThat(names)
                .containsExactly("listed-0", "listed-1", "listed-2", "listed-3", "listed-4", "listed-5", "listed-6");
        assertThat(lambda.listFunctions(r -> r.maxItems(3)).functions())
                .hasSize(3)
                .allSatisfy(function -> assertThat(function.state()).isNull());
    }

    @Test
    void aDeletedFunctionIsGone() {
        create("deleted", r -> r);

        lambda.deleteFunction(r -> r.functionName("deleted"));

        assertThatThrownBy(() -> lambda.deleteFunction(r -> r.functionName("deleted")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void tagsAndReservedConcurrencyAreKept() {
        String arn = create("tagged", r -> r.tags(Map.of("a", "1", "b", "2"))).functionArn();

        lambda.tagResource(r -> r.resource(arn).tags(Map.of("c", "3")));
        lambda.untagResource(r -> r.resource(arn).tagKeys("a", "b"));
        lambda.putFunctionConcurrency(r -> r.functionName("tagged").reservedConcurrentExecutions(5));

        assertThat(lambda.listTags(r -> r.resource(arn)).tags()).containsExactly(Map.entry("c", "3"));
        assertThat(lambda.getFunctionConcurrency(r -> r.functionName("tagged")).reservedConcurrentExecutions())
                .isEqualTo(5);
        lambda.deleteFunctionConcurrency(r -> r.functionName("tagged"));
        assertThat(lambda.getFunctionConcurrency(r -> r.functionName("tagged")).reservedConcurrentExecutions())
                .isNull();
    }

    private CreateFunctionResponse create(String name, UnaryOperator<CreateFunctionRequest.Builder> more) {
        return lambda.createFunction(more.apply(CreateFunctionRequest.builder()
                        .functionName(name)
                        .packageType(PackageType.IMAGE)
                        .role(ROLE)
                        .code(c -> c.imageUri(IMAGE)))
                .build());
    }
}
