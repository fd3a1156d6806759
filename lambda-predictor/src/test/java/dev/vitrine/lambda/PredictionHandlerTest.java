package dev.vitrine.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.artifact.ArtifactCache;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.CorruptArtifactException;
import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.aws.DynamoCounterStore;
import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prediction.RealtimeEvent;
import dev.vitrine.common.prediction.RealtimeJson;
import dev.vitrine.common.row.HeaderException;
import dev.vitrine.inference.ModelException;
import dev.vitrine.localcloud.LocalCloudExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The handler in this process; table and bucket over the wire. */
class PredictionHandlerTest {
    @RegisterExtension
    static final LocalCloudExtension LOCAL = new LocalCloudExtension();

    private static final List<String> COLUMNS = List.of("variance", "skewness", "curtosis", "entropy");
    private static final List<String> GENUINE = List.of("3.6216", "8.6661", "-2.8073", "-0.44699");

    @TempDir
    Path cache;

    @TempDir
    Path work;

    private static Cloud cloud;
    private LoadedVersions versions;

    @BeforeAll
    static void startCloud() {
        cloud = Cloud.of(LOCAL);
    }

    @BeforeEach
    void start() {
        versions = new LoadedVersions(cloud.prototypes(), new ArtifactCache(cloud.bucket(), cache));
    }

    @AfterEach
    void stop() {
        versions.close();
    }

    private PredictionAnswer answer(PredictionCall call) throws IOException {
        return RealtimeJson.read(handle(RealtimeJson.write(new RealtimeEvent.Predict(call))), PredictionAnswer.class);
    }

    @SuppressWarnings("NullAway") // the handler reads nothing from the context
    private byte[] handle(byte[] event) throws IOException {
        PredictionHandler handler = new PredictionHandler(new PredictionFunction(
                "banknote",
                cloud.prototypes(),
                versions,
                new DynamoCounterStore(cloud.dynamoDb(), Cloud.TABLE, Clock.systemUTC())));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event), answer, null);
        return answer.toByteArray();
    }

    @Test
    void anEventOfTheBucketHasTheVersionLoadedThatAnswersNow() throws IOException {
        String version = cloud.publish(Cloud.PROTOTYPES.resolve("banknote"));
        String key = BucketKeys.publishedVersion("banknote");
        assertThat(cloud.bucket().read(key, 0, 100)).asString().isEqualTo(version);

        String event = """
                {"Records": [{"eventVersion": "2.1", "eventSource": "aws:s3", "eventName": "ObjectCreated:Put",
                  "s3": {"bucket": {"name": "%s"}, "object": {"key": "%s"}}}]}""".formatted(Cloud.BUCKET, key);
        byte[] answer = handle(event.getBytes(StandardCharsets.UTF_8));

        assertThat(answer).asString().isEqualTo("{\"loaded\":\"" + version + "\"}");
    }

    private PredictionAnswer answer(String version) throws IOException {
        return answer(Cloud.call("call-1", "banknote", version, COLUMNS, List.of(GENUINE)));
    }

    private String publish() {
        return cloud.publish(Cloud.PROTOTYPES.resolve("banknote"));
    }

    /** A version of its own: the banknote prototype with another README. */
    private String publish(String readme) throws IOException {
        Path folder = work.resolve(readme);
        Path source = Cloud.PROTOTYPES.resolve("banknote");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(source.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.writeString(folder.resolve("README.md"), readme);
        return cloud.publish(folder);
    }

    @Test
    void filesThatCameWithTheProgramAreNotFetched() throws IOException {
        String version = publish("at hand");
        cloud.bucket().deleteAll("blobs/");
        versions.close();
        versions = new LoadedVersions(
                cloud.prototypes(), new ArtifactCache(cloud.bucket(), cache, Optional.of(work.resolve("at hand"))));

        assertThat(answer(version).outcomes()).hasSize(1);
    }

    @Test
    void answersRowsAndRejectsWhatCannotBeRead() throws IOException {
        String version = publish();
        PredictionAnswer answer = answer(
                Cloud.call("call-1", "banknote", version, COLUMNS, List.of(GENUINE, List.of("much", "0", "0", "0"))));
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.micros()).isPositive();
        assertThat(answer.outcomes()).hasSize(2);
        assertThat(answer.outcomes().getFirst())
                .isInstanceOfSatisfying(
                        PrintedOutcome.Outputs.class,
                        outputs -> assertThat(outputs.cells()).hasSize(2).startsWith("genuine"));
        assertThat(answer.outcomes().getLast())
                .isEqualTo(new PrintedOutcome.Reject("variance", "much", "is not a number"));
    }

    @Test
    void aMissingColumnIsNamed() {
        String version = publish();
        assertThatThrownBy(() ->
                        answer(Cloud.call("call-1", "banknote", version, List.of("variance"), List.of(List.of("1")))))
                .isInstanceOf(HeaderException.class)
                .hasMessageContaining("'skewness' is missing");
    }

    @Test
    void anotherPrototypeIsNotAnsweredFor() {
        assertThatThrownBy(() -> answer(Cloud.call("call-1", "digits", "0123456789ab", COLUMNS, List.of())))
                .hasMessageContaining("answers for 'banknote', not for 'digits'");
    }

    @Test
    void aVersionThatIsNotThereYetIsTriedAgainAtTheNextCall() throws IOException {
        assertThatThrownBy(() -> answer("0123456789ab"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no version 0123456789ab of 'banknote'");
        assertThat(answer(publish()).outcomes()).hasSize(1);
    }

    @Test
    void aFileThatIsDamagedInTheBucketIsAnErrorUntilItIsMended() throws IOException {
        String id = publish("damaged");
        ModelVersion version = cloud.prototypes().version("banknote", id).orElseThrow();
        String key = BucketKeys.blob(version.files().getOrDefault("README.md", ""));
        byte[] whole = cloud.bucket().read(key, 0, 1000);
        cloud.bucket().put(key, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> answer(id))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("README.md is damaged");
        cloud.bucket().put(key, whole);
        assertThat(answer(id).outcomes()).hasSize(1);
    }

    @Test
    void theTwoVersionsUsedLastStayInMemory() throws IOException {
        String first = publish("first");
        String second = publish("second");
        String third = publish("third");
        answer(first);
        answer(second);
        answer(first);
        answer(third);
        deleteAll(cache.resolve("banknote"));
        cloud.bucket().deleteAll("blobs/");
        assertThat(answer(first).outcomes()).hasSize(1);
        assertThat(answer(third).outcomes()).hasSize(1);
        assertThatThrownBy(() -> answer(second)).hasMessageContaining("the bucket holds no object");
    }

    @Test
    void callersThatComeAtOnceGetOneLoadedVersion() throws Exception {
        String version = publish();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            Callable<PredictionAnswer> call = () -> answer(version);
            for (var answer :
                    callers.invokeAll(IntStream.range(0, 8).mapToObj(i -> call).toList())) {
                assertThat(answer.get().outcomes()).hasSize(1);
            }
        }
        try (Stream<Path> folders = Files.list(cache.resolve("banknote"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString())).containsExactly(version);
        }
    }

    @Test
    void theChampionIsLoadedBeforeTheFirstCallAndAFailureThereIsNotTheEnd() throws IOException {
        String version = publish();
        PredictionFunction function = new PredictionFunction(
                "banknote",
                cloud.prototypes(),
                versions,
                new DynamoCounterStore(cloud.dynamoDb(), Cloud.TABLE, Clock.systemUTC()));
        function.warmUp();
        assertThat(cache.resolve("banknote").resolve(version)).isDirectory();
        versions.close();
        deleteAll(cache.resolve("banknote"));
        cloud.bucket().deleteAll("blobs/");
        function.warmUp();
        assertThat(publish()).isEqualTo(version);
        assertThat(answer(version).outcomes()).hasSize(1);
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
