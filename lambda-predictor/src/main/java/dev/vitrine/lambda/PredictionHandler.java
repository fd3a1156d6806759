package dev.vitrine.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.vitrine.common.artifact.ArtifactCache;
import dev.vitrine.common.artifact.PrototypeStore;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.AwsNames;
import dev.vitrine.common.aws.DynamoCounterStore;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.prediction.RealtimeEvent;
import dev.vitrine.common.prediction.RealtimeJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What Lambda calls: one instance per process, one event at a time. An exception reaches the caller as a function error
 * whose message is a sentence for people.
 */
public final class PredictionHandler implements RequestStreamHandler {
    /** What Lambda takes from a function. */
    private static final int MAX_ANSWER_BYTES = 6 * 1024 * 1024;

    private final PredictionFunction function;

    /** Wires the function as the environment says, and loads the champion so that the first answer is quick. */
    @SuppressWarnings("MustBeClosed") // clients live as long as the process
    public PredictionHandler() {
        Map<String, String> environment = System.getenv();
        AwsNames names = AwsNames.of(environment);
        String prototype = prototype(environment);
        AwsClients clients = AwsClients.quick();
        DynamoDbClient dynamoDb = clients.dynamoDb();
        PrototypeStore prototypes = new DynamoPrototypeStore(dynamoDb, names.table());
        this(new PredictionFunction(
                prototype,
                prototypes,
                new LoadedVersions(
                        prototypes,
                        new ArtifactCache(
                                new S3ArtifactBucket(clients.s3(), names.bucket()),
                                names.cache(),
                                ArtifactCache.atHand(environment))),
                new DynamoCounterStore(dynamoDb, names.table(), Clock.systemUTC())));
        function.warmUp();
    }

    private static String prototype(Map<String, String> environment) {
        String name = environment.getOrDefault("VITRINE_PROTOTYPE", "");
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "VITRINE_PROTOTYPE is not set; set it to the prototype that the function answers for");
        }
        return name;
    }

    PredictionHandler(PredictionFunction function) {
        this.function = function;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        byte[] asked = event.readAllBytes();
        byte[] json = BucketEvent.isThis(asked)
                ? BucketEvent.answer(function.loadChampion())
                : RealtimeJson.write(function.answer(RealtimeJson.read(asked, RealtimeEvent.class)));
        if (json.length > MAX_ANSWER_BYTES) {
            throw new IllegalStateException("The answer has " + json.length + " bytes, and a function may give at most "
                    + MAX_ANSWER_BYTES + "; ask for fewer rows at once, or upload them as a table.");
        }
        answer.write(json);
    }
}
