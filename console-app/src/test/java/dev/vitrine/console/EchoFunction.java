package dev.vitrine.console;

import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prediction.RealtimeEvent;
import dev.vitrine.common.prediction.RealtimeJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/** A function on Lambda's runtime interface: notes of positive variance are genuine, others forged, and 0 is a reject. */
final class EchoFunction {
    private EchoFunction() {}

    public static void main(String[] args) throws Exception {
        URI base = URI.create("http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/");
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (true) {
                HttpResponse<byte[]> next = http.send(
                        HttpRequest.newBuilder(base.resolve("next")).build(), HttpResponse.BodyHandlers.ofByteArray());
                String id = next.headers()
                        .firstValue("Lambda-Runtime-Aws-Request-Id")
                        .orElseThrow();
                RealtimeEvent event = RealtimeJson.read(next.body(), RealtimeEvent.class);
                http.send(
                        HttpRequest.newBuilder(base.resolve(id + "/response"))
                                .POST(BodyPublishers.ofByteArray(RealtimeJson.write(answer(event))))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    private static PredictionAnswer answer(RealtimeEvent event) {
        PredictionCall call = ((RealtimeEvent.Predict) event).call();
        int column = call.columns().indexOf("variance");
        double variance = Double.parseDouble(call.rows().getFirst().get(column));
        PrintedOutcome outcome = variance == 0
                ? new PrintedOutcome.Reject("variance", "0", "must not be 0")
                : new PrintedOutcome.Outputs(List.of(variance > 0 ? "genuine" : "forged", String.valueOf(variance)));
        return new PredictionAnswer(call.version(), List.of(outcome), 250);
    }
}
