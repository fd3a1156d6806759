package dev.vitrine.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.aws.DynamoCounterStore;
import dev.vitrine.common.aws.LambdaRealtimePredictor;
import dev.vitrine.common.prediction.FormAnswer;
import dev.vitrine.common.prediction.FormCall;
import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PredictionFailedException;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prediction.RealtimePredictor;
import dev.vitrine.localcloud.LocalCloudExtension;
import dev.vitrine.localcloud.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.PackageType;

/** The handler as a function: a process of its own under AWS's runtime client, invoked over the wire. */
class PredictionHandlerIT {
    private static final TestImages IMAGES = new TestImages(temporary("images"))
            .add(
                    "vitrine/predictor",
                    TestImages.java(
                            "-Xmx384m",
                            "-XX:MaxDirectMemorySize=64m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-Dvitrine.role=function",
                            TestImages.RUNTIME_CLIENT,
                            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                            "dev.vitrine.lambda.PredictionHandler::handleRequest"));

    @RegisterExtension
    static final LocalCloudExtension LOCAL = new LocalCloudExtension(IMAGES.folder());

    private static Cloud cloud;
    private static LambdaClient lambda;
    private static RealtimePredictor predictor;

    @BeforeAll
    static void start() {
        cloud = Cloud.of(LOCAL);
        lambda = LOCAL.client(LambdaClient.builder());
        predictor = new LambdaRealtimePredictor(lambda, prototype -> Duration.ofSeconds(30));
    }

    private static Path temporary(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String deploy(String prototype) {
        String version = cloud.publish(Cloud.PROTOTYPES.resolve(prototype));
        lambda.createFunction(request -> request.functionName("vitrine-" + prototype)
                .packageType(PackageType.IMAGE)
                .code(code -> code.imageUri("000000000000.dkr.ecr.us-east-1.amazonaws.com/vitrine/predictor:latest"))
                .role("arn:aws:iam::000000000000:role/vitrine-function")
                .memorySize(1024)
                .timeout(30)
                .environment(environment -> environment.variables(Map.of(
                        "VITRINE_PROTOTYPE",
                        prototype,
                        "VITRINE_BUCKET",
                        Cloud.BUCKET,
                        "VITRINE_CACHE",
                        temporary("cache").toString()))));
        lambda.waiter().waitUntilFunctionActiveV2(request -> request.functionName("vitrine-" + prototype));
        String published = lambda.publishVersion(request -> request.functionName("vitrine-" + prototype))
                .version();
        lambda.createAlias(request ->
                request.functionName("vitrine-" + prototype).name("live").functionVersion(published));
        return version;
    }

    @Test
    void answersForAModelFile() {
        String version = deploy("banknote");
        PredictionCall call = Cloud.call(
                "call-1",
                "banknote",
                version,
                List.of("variance", "skewness", "curtosis", "entropy"),
                List.of(List.of("3.6216", "8.6661", "-2.8073", "-0.44699"), List.of("1", "1", "1", "none")));
        PredictionAnswer first = predictor.predict(call);
        assertThat(first.outcomes().getFirst()).isInstanceOf(PrintedOutcome.Outputs.class);
        assertThat(first.outcomes().getLast())
                .isEqualTo(new PrintedOutcome.Reject("entropy", "none", "is not a number"));
        for (int i = 0; i < 200; i++) {
            assertThat(predictor.predict(call).outcomes()).isEqualTo(first.outcomes());
        }
    }

    @Test
    void answersForAPredictorClassWithItsCountersInTheTable() {
        String version = deploy("day-planner");
        PredictionCall call = Cloud.call(
                "plan-1",
                "day-planner",
                version,
                List.of("group", "past_choice", "date"),
                List.of(List.of("Male", "Painting", "")));
        PredictionAnswer first = predictor.predict(call);
        assertThat(first.outcomes().getFirst())
                .isInstanceOfSatisfying(
                        PrintedOutcome.Outputs.class,
                        outputs -> assertThat(outputs.cells()).hasSize(4).contains("2026-06-20", "11"));
        assertThat(predictor.predict(call).outcomes()).isEqualTo(first.outcomes());
        assertThat(new DynamoCounterStore(cloud.dynamoDb(), Cloud.TABLE, Clock.systemUTC())
                        .of("day-planner", List.of("choices"))
                        .counts("choices"))
                .containsExactly(Map.entry("Male/Painting", 1L));
        assertThat(predictor.expand(new FormCall(
                        "day-planner", version, Map.of("start", "2026-01-31", "end", "2026-02-01", "group", "Female"))))
                .isEqualTo(new FormAnswer.Rows(
                        List.of("group", "past_choice", "date"),
                        List.of(List.of("Female", "", "2026-01-31"), List.of("Female", "", "2026-02-01"))));
        assertThat(predictor.expand(new FormCall(
                        "day-planner", version, Map.of("start", "2026-01-31", "end", "2026-01-01", "group", "Female"))))
                .isInstanceOf(FormAnswer.Invalid.class);
    }

    @Test
    void aVersionThatIsNotThereIsTriedAgainAndTheFunctionLives() {
        String version = deploy("digits");
        assertThatThrownBy(() ->
                        predictor.predict(Cloud.call("call-1", "digits", "0123456789ab", List.of("pixel"), List.of())))
                .isInstanceOf(PredictionFailedException.class)
                .hasMessageContaining("There is no version 0123456789ab of 'digits'");
        String blank = String.join(" ", java.util.Collections.nCopies(64, "0"));
        assertThat(predictor
                        .predict(Cloud.call("call-2", "digits", version, List.of("pixel"), List.of(List.of(blank))))
                        .outcomes())
                .singleElement()
                .isInstanceOf(PrintedOutcome.Outputs.class);
    }
}
