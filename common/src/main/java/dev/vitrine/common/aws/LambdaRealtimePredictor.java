package dev.vitrine.common.aws;

import dev.vitrine.common.prediction.FormAnswer;
import dev.vitrine.common.prediction.FormCall;
import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PredictionFailedException;
import dev.vitrine.common.prediction.PredictionFailedException.Kind;
import dev.vitrine.common.prediction.RealtimeEvent;
import dev.vitrine.common.prediction.RealtimeJson;
import dev.vitrine.common.prediction.RealtimePredictor;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * {@link RealtimePredictor} that invokes the function {@code vitrine-<prototype>} by its alias {@code live}. A call that the SDK sends again has
 * the same id, so that a predictor counts it once.
 */
public final class LambdaRealtimePredictor implements RealtimePredictor {
    /** For a cold start and the way, beyond the declared timeout. */
    private static final Duration STARTING = Duration.ofSeconds(25);

    private final LambdaClient lambda;
    private final Function<String, Duration> timeoutOf;

    /** @param timeoutOf declared timeout of one answer, by prototype */
    public LambdaRealtimePredictor(LambdaClient lambda, Function<String, Duration> timeoutOf) {
        this.lambda = lambda;
        this.timeoutOf = timeoutOf;
    }

    @Override
    public PredictionAnswer predict(PredictionCall call) {
        return invoke(call.prototype(), new RealtimeEvent.Predict(call), PredictionAnswer.class);
    }

    @Override
    public PredictionAnswer explore(PredictionCall call) {
        return invoke(call.prototype(), new RealtimeEvent.Explore(call), PredictionAnswer.class);
    }

    @Override
    public FormAnswer expand(FormCall call) {
        return invoke(call.prototype(), new RealtimeEvent.Expand(call), FormAnswer.class);
    }

    private <T> T invoke(String prototype, RealtimeEvent event, Class<T> answer) {
        InvokeResponse response = send(prototype, SdkBytes.fromByteArrayUnsafe(RealtimeJson.write(event)));
        if (response.functionError() != null) {
            throw FunctionErrors.translate(prototype, response.payload().asUtf8String());
        }
        try {
            return RealtimeJson.read(response.payload().asByteArrayUnsafe(), answer);
        } catch (IllegalArgumentException e) {
            throw new PredictionFailedException(
                    Kind.FAILED,
                    "The function of '" + prototype + "' gave an answer that is not understood; publish it again.",
                    e);
        }
    }

    private InvokeResponse send(String prototype, SdkBytes payload) {
        Duration patience = timeoutOf.apply(prototype).plus(STARTING);
        try {
            return lambda.invoke(request -> request.functionName(AwsNames.ofPrototype(prototype))
                    .qualifier(AwsNames.LIVE)
                    .payload(payload)
                    .overrideConfiguration(call -> call.apiCallTimeout(patience)));
        } catch (ResourceNotFoundException e) {
            throw new PredictionFailedException(
                    Kind.UNAVAILABLE,
                    "There is no function for '" + prototype
                            + "' yet; deploy it (make deploy) or publish the prototype (make publish).",
                    e);
        } catch (TooManyRequestsException e) {
            throw new PredictionFailedException(
                    Kind.BUSY, "Too many people ask '" + prototype + "' at once; try again in a moment.", e);
        } catch (RequestTooLargeException e) {
            throw new PredictionFailedException(
                    Kind.FAILED, "This is too much for one call; send fewer rows, or upload them as a table.", e);
        } catch (ApiCallTimeoutException e) {
            throw new PredictionFailedException(
                    Kind.TIMEOUT,
                    "No answer from '" + prototype + "' within " + patience.toSeconds() + " seconds; try again.",
                    e);
        } catch (SdkException e) {
            throw new PredictionFailedException(
                    Kind.UNAVAILABLE,
                    "'" + prototype + "' cannot be reached (" + SdkErrors.inOneLine(e) + "); try again in a minute.",
                    e);
        }
    }
}
