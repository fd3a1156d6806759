package dev.vitrine.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.vitrine.common.artifact.ArtifactCache;
import dev.vitrine.common.artifact.PrototypeStore;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.DynamoCounterStore;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.prediction.RealtimeEvent;
import dev.vitrine.common.prediction.RealtimeJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What Lambda calls: one instance per process, one event at a time. An exception reaches the caller as a function error
 * whose message is a sentence for people.
 */
public final class PredictionHandler implements RequestStreamHandler {
    private final PredictionFunction function;

    /** Wires the function as the environment says, and loads the champion so that the first answer is quick. */
    @SuppressWarnings("MustBeClosed") // clients live as long as the process
    public PredictionHandler() {
        FunctionSettings settings = FunctionSettings.of(System.getenv());
        AwsClients clients = AwsClients.interactive();
        DynamoDbClient dynamoDb = clients.dynamoDb();
        PrototypeStore prototypes = new DynamoPrototypeStore(dynamoDb, settings.table());
        this(new PredictionFunction(
                settings.prototype(),
                new LoadedVersions(
                        prototypes,
                        new ArtifactCache(new S3ArtifactBucket(clients.s3(), settings.bucket()), settings.cache())),
                new DynamoCounterStore(dynamoDb, settings.table(), Clock.systemUTC())));
        function.warmUp(prototypes);
    }

    PredictionHandler(PredictionFunction function) {
        this.function = function;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        answer.write(RealtimeJson.write(function.answer(RealtimeJson.read(event.readAllBytes(), RealtimeEvent.class))));
    }
}
