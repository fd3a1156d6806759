package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.artifact.Digests;
import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.web.prediction.KeyedIds;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Predictions under an {@code Idempotency-Key}: replayed by every frontend, and found by nobody who guesses the key. */
class IdempotencyTest {
    private static final String KEY = "1";
    private static final String NEXT_SECRET = RunningFrontend.SESSION_KEY.replace('0', 'c');
    private static final String BODY =
            "{\"columns\":[\"weight\",\"year\",\"metal\"],\"inputs\":[[\"7.5\",\"1950\",\"silver\"]]}";

    private final RunningFrontend frontend = RunningFrontend.get();
    private final String id = new KeyedIds(List.of(HexFormat.of().parseHex(RunningFrontend.SESSION_KEY)))
            .of("Ada", "coins", KEY)
            .getFirst();

    IdempotencyTest() {
        PredictionCall call = new PredictionCall(
                id,
                "coins",
                frontend.version("coins"),
                Clock.systemUTC().instant(),
                1,
                List.of("weight", "year", "metal"),
                List.of(List.of("7.5", "1950", "silver")));
        PrintedOutcome keep = new PrintedOutcome.Outputs(List.of("keep", "120"));
        frontend.predictions()
                .save(new PredictionRecord(call, new PredictionAnswer(call.version(), List.of(keep), 9), "Ada"));
    }

    @Test
    void aRetryGetsTheFirstAnswerAtAnyFrontendAndAfterTheSecretWasChanged() {
        try (WebServer changed =
                frontend.another(Map.of("SESSION_KEY", NEXT_SECRET + "," + RunningFrontend.SESSION_KEY))) {
            for (String address :
                    List.of(frontend.address(), frontend.twinAddress(), "http://127.0.0.1:" + changed.port())) {
                HttpResponse<String> answer = ask(address, "Ada", BODY);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("\"id\":\"" + id + "-1\"");
            }
        }
        assertThat(ask(frontend.address(), "Ada", BODY.replace("1950", "1951")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void whoKnowsPersonPrototypeAndKeyDoesNotKnowTheAddressOfTheAnswer() {
        String guess =
                Digests.sha256("Ada\ncoins\n1".getBytes(StandardCharsets.UTF_8)).substring(0, 32);
        assertThat(frontend.send(frontend.api("/prototypes/coins/answers/" + guess + "-1"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(frontend.send(frontend.api("/prototypes/coins/answers/" + id + "-1"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(new KeyedIds(List.of(HexFormat.of().parseHex(NEXT_SECRET))).of("Ada", "coins", KEY))
                .doesNotContain(id);
        assertThat(new KeyedIds(List.of(HexFormat.of().parseHex(RunningFrontend.SESSION_KEY))).of("Eve", "coins", KEY))
                .doesNotContain(id);
    }

    private HttpResponse<String> ask(String address, String person, String body) {
        return frontend.send(HttpRequest.newBuilder(URI.create(address + "/api/v1/prototypes/coins/predictions"))
                .header("Authorization", RunningFrontend.basic(person, RunningFrontend.PASSWORD))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", KEY)
                .POST(BodyPublishers.ofString(body)));
    }
}
