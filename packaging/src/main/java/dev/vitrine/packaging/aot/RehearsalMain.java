package dev.vitrine.packaging.aot;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.artifact.Publisher;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.DynamoJobTable;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobProgress;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.RealtimeEvent;
import dev.vitrine.common.prediction.RealtimeJson;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.Prototype;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Fills an empty cloud with what programs rehearse on, and prints events for a function. Arguments: {@code make} after a
 * folder to work in, for a prototype with a version for each engine and a job for each; {@code publish} after the folder of
 * a prototype, for that and a job of its examples.
 */
final class RehearsalMain {
    static final String PROTOTYPE = "rehearsal";
    static final String BUCKET = "vitrine-rehearsal";

    /** Begins the line that names the prototype. */
    static final String PUBLISHED = "prototype ";

    /** Begins the lines that are events. */
    static final String EVENT = "event ";

    private static final List<String> COLUMNS = List.of("a", "b", "c", "d");
    private static final List<List<String>> ROWS =
            List.of(List.of("3.6", "8.7", "-2.8", "-0.4"), List.of("0.4", "-7.25", "x", "1"));
    private static final int BATCH_ROWS = 2_000;

    /** The models, both of the same four numbers; the last is champion. */
    private static final List<List<String>> VERSIONS = List.of(
            List.of("onnx", "model/linear.onnx"),
            List.of("mxnet", "model/linear-symbol.json", "model/linear-0000.params"));

    private final Publisher publisher;
    private final DynamoJobTable jobs;
    private final ArtifactBucket bucket;

    private RehearsalMain(Publisher publisher, DynamoJobTable jobs, ArtifactBucket bucket) {
        this.publisher = publisher;
        this.jobs = jobs;
        this.bucket = bucket;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        try (AwsClients clients = AwsClients.quick()) {
            DynamoDbClient dynamoDb = clients.dynamoDb();
            S3Client s3 = clients.s3();
            VitrineTable.createIfAbsent(dynamoDb, VitrineTable.DEFAULT_NAME);
            s3.createBucket(request -> request.bucket(BUCKET));
            ArtifactBucket bucket = new S3ArtifactBucket(s3, BUCKET);
            Publisher publisher = new Publisher(
                    bucket, new DynamoPrototypeStore(dynamoDb, VitrineTable.DEFAULT_NAME), Clock.systemUTC());
            DynamoJobTable jobs = new DynamoJobTable(dynamoDb, VitrineTable.DEFAULT_NAME, bucket, Clock.systemUTC());
            RehearsalMain main = new RehearsalMain(publisher, jobs, bucket);
            if (args[1].equals("publish")) {
                main.publish(folder);
            } else {
                for (List<String> files : VERSIONS) {
                    main.rehearse(PROTOTYPE, unpack(files, folder), COLUMNS, ROWS);
                }
            }
        }
    }

    private void publish(Path folder) throws IOException {
        Prototype prototype = ManifestReader.read(folder.resolve(ModelVersion.MANIFEST));
        Path examples = folder.resolve(prototype
                .examples()
                .orElseThrow(() -> new IllegalStateException(prototype.name() + " has no examples to rehearse on")));
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(examples)) {
            List<List<String>> table = reader.stream().map(CsvRecord::getFields).toList();
            rehearse(prototype.name(), folder, table.getFirst(), table.subList(1, table.size()));
        }
    }

    private void rehearse(String prototype, Path folder, List<String> columns, List<List<String>> rows) {
        String version = publisher.publish(folder).version();
        String id = "rehearsal-" + version;
        submit(id, prototype, version, columns, rows);
        System.out.println(PUBLISHED + prototype);
        System.out.println(EVENT + event(id, prototype, version, columns, rows.subList(0, Math.min(2, rows.size()))));
    }

    private static String event(
            String id, String prototype, String version, List<String> columns, List<List<String>> rows) {
        PredictionCall call = new PredictionCall(id, prototype, version, Instant.now(), 1, columns, rows);
        return new String(RealtimeJson.write(new RealtimeEvent.Predict(call)), StandardCharsets.UTF_8);
    }

    private void submit(String id, String prototype, String version, List<String> columns, List<List<String>> rows) {
        List<String> lines = IntStream.range(0, BATCH_ROWS)
                .mapToObj(row -> String.join(",", rows.get(row % rows.size())))
                .toList();
        String table = String.join(",", columns) + "\n" + String.join("\n", lines) + "\n";
        bucket.put(BucketKeys.input(id, 1), table.getBytes(StandardCharsets.UTF_8));
        jobs.submit(new JobSubmission(
                new Job(
                        id,
                        prototype,
                        version,
                        "rehearsal.csv",
                        "rehearsal",
                        Instant.now(),
                        1,
                        columns,
                        BATCH_ROWS,
                        1,
                        JobState.QUEUED,
                        JobProgress.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                List.of(BATCH_ROWS),
                Optional.empty()));
    }

    /** The prototype's folder, out of this program's resources. */
    private static Path unpack(List<String> files, Path folder) throws IOException {
        Path version = folder.resolve(files.getFirst());
        copy(files.getFirst(), "prototype.yaml", version);
        copy(files.getFirst(), "data/examples.csv", version);
        copy(files.getFirst(), "model/reference.csv", version);
        for (String file : files.subList(1, files.size())) {
            copy(files.getFirst(), file, version);
        }
        return version;
    }

    private static void copy(String version, String file, Path folder) throws IOException {
        Path target = folder.resolve(file);
        Files.createDirectories(target.toAbsolutePath().getParent());
        String resource = "/rehearsal/" + version + "/" + file;
        try (InputStream in = RehearsalMain.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + resource);
            }
            Files.copy(in, target);
        }
    }
}
