package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PrintedOutcome;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people say about answers: kept, counted, taken back, and exported. */
class ReviewTest {
    private static final RunningFrontend FRONTEND = RunningFrontend.get();

    /** Keeps an answer that Ada got; returns the prediction's id. */
    static String answered(String id) {
        PredictionCall call = new PredictionCall(
                id,
                "coins",
                FRONTEND.version("coins"),
                Instant.now(),
                7,
                List.of("weight", "year", "metal", "note"),
                List.of(
                        List.of("7.5", "1950", "silver", "=1+1"),
                        List.of("heavy", "1950", "silver", "x".repeat(6_000))));
        FRONTEND.predictions()
                .save(new PredictionRecord(
                        call,
                        new PredictionAnswer(
                                call.version(),
                                List.of(
                                        new PrintedOutcome.Outputs(List.of("keep", "12")),
                                        new PrintedOutcome.Reject("weight", "heavy", "is not a number")),
                                5),
                        "Ada"));
        return id + "-1";
    }

    private static HttpResponse<String> send(String who, String method, String id, String body) {
        return FRONTEND.send(FRONTEND.bare("/api/v1/predictions/" + id + "/correction")
                .header("Authorization", RunningFrontend.basic(who, RunningFrontend.PASSWORD))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private static JsonNode done(String who, String method, String id, String body) {
        HttpResponse<String> answer = send(who, method, id, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return UploadTest.json(answer);
    }

    @Test
    void reviewersConfirmCorrectDisagreeAndTakeBack() {
        String id = answered("reviewcall1");
        JsonNode confirmed = done("Ada", "PUT", id, "{}");
        assertThat(confirmed.path("reviewed").asBoolean()).isTrue();
        assertThat(confirmed.path("disagree").asBoolean()).isFalse();

        JsonNode corrected =
                done("Bob", "PUT", id, "{\"outputs\":{\"verdict\":\"spend\",\"value\":12},\"comment\":\"worn\"}");
        assertThat(corrected.path("disagree").asBoolean()).isTrue();
        JsonNode bobs = corrected.path("opinions").path(1);
        assertThat(bobs.path("verdict").asText()).isEqualTo("corrected");
        assertThat(bobs.path("outputs").toString()).isEqualTo("{\"verdict\":\"spend\"}");
        assertThat(bobs.path("comment").asText()).isEqualTo("worn");

        JsonNode undone = done("Bob", "DELETE", id, "");
        assertThat(undone.path("disagree").asBoolean()).isFalse();
        assertThat(undone.path("opinions")).hasSize(1);
        assertThat(undone.path("history"))
                .extracting(entry -> entry.path("verdict").asText())
                .containsExactly("confirmed", "corrected", "undone");
        assertThat(undone.path("revision").asInt()).isEqualTo(2);
        assertThat(send("Bob", "DELETE", id, "").statusCode()).isEqualTo(409);
    }

    @Test
    void whoDecidesOnAnOldViewIsToldSo() {
        String id = answered("reviewcall2");
        done("Ada", "PUT", id, "{\"revision\":0}");
        assertThat(send("Ada", "PUT", id, "{\"revision\":0}").statusCode()).isEqualTo(409);
        done("Ada", "PUT", id, "{\"revision\":1,\"verdict\":\"noted\",\"comment\":\"hm\"}");
    }

    @Test
    void correctionsMustBeAnswersThatTheModelCouldGive() {
        String id = answered("reviewcall3");
        assertThat(send("Ada", "PUT", id, "{\"outputs\":{\"verdict\":\"sell\"}}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(send("Ada", "PUT", id, "{\"outputs\":{\"worth\":1}}").statusCode())
                .isEqualTo(400);
        assertThat(send("Ada", "PUT", id, "[1]").statusCode()).isEqualTo(400);
        assertThat(send("Ada", "PUT", id, "{\"comment\":\"" + "x".repeat(1_001) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("Ada", "PUT", "reviewcall3-2", "{}").statusCode()).isEqualTo(422);
        done("Ada", "PUT", "reviewcall3-2", "{\"verdict\":\"noted\",\"comment\":\"a typing error\"}");
        for (String wrong : List.of("reviewcall3-3", "reviewcall3-0", "reviewcall3", "nobody-1", "-1")) {
            assertThat(send("Ada", "PUT", wrong, "{}").statusCode()).as(wrong).isEqualTo(404);
        }
    }

    @Test
    void everythingThatWasSaidIsExported() {
        String id = answered("reviewcall4");
        done("Eve", "PUT", id, "{\"outputs\":{\"value\":\"13.50\"},\"comment\":\"=HYPERLINK()\"}");
        done("Eve", "DELETE", id, "");
        String csv = FRONTEND.send(FRONTEND.api("/api/v1/prototypes/coins/corrections.csv?safe=1"))
                .body();
        assertThat(csv)
                .startsWith(
                        "prediction,row,version,answered_at,reviewer,reviewed_at,revision,verdict,comment,input.weight");
        assertThat(csv.lines().filter(line -> line.startsWith("reviewcall4-1")))
                .hasSize(2)
                .first()
                .asString()
                .contains(",Eve,", ",1,corrected,'=HYPERLINK(),7.5,1950,silver,'=1+1,keep,12,,13.5");
        String lines = FRONTEND.send(FRONTEND.api("/api/v1/prototypes/coins/corrections.jsonl?job=reviewcall4"))
                .body();
        assertThat(lines.lines()).hasSize(2);
        assertThat(lines).contains("\"inputs\":{\"weight\":\"7.5\"", "\"corrected\":{\"value\":\"13.5\"}");
    }

    @Test
    void theQueueTellsWhatIsToBeReviewed() {
        answered("reviewcall5");
        JsonNode queue = UploadTest.json(FRONTEND.send(FRONTEND.api("/prototypes/coins/review/items?from=0&count=50")));
        assertThat(queue.path("items").findValuesAsText("id")).contains("reviewcall5-1", "reviewcall5-2");
        assertThat(queue.path("total").asInt()).isEqualTo(queue.path("items").size());
        String page = FRONTEND.send(FRONTEND.api("/prototypes/coins/review").header("Accept", "text/html"))
                .body();
        assertThat(page).contains("data-review=\"/prototypes/coins/review/items?\"");
    }

    @Test
    void reviewingBeginsWhereItIsAskedTo() {
        String id = answered("reviewcall6");
        assertThat(page("?at=" + id.replace("-1", "-2")))
                .contains("data-review=\"/prototypes/coins/review/items?call=reviewcall6\"", "data-at=\"1\"");
        JsonNode rows = UploadTest.json(
                FRONTEND.send(FRONTEND.api("/prototypes/coins/review/items?call=reviewcall6&from=1&count=50")));
        assertThat(rows.path("total").asInt()).isEqualTo(2);
        assertThat(rows.path("items").findValuesAsText("id")).containsExactly("reviewcall6-2");
        String job = UploadTest.json(FRONTEND.upload("weight,year,metal\n" + "7.5,1950,silver\n".repeat(500)))
                .path("id")
                .asText();
        for (String query : List.of("?job=" + job + "&at=420", "?at=" + job + "-420")) {
            assertThat(page(query)).contains("review/items?job=" + job + "&amp;show=all", "data-at=\"419\"");
        }
        assertThat(page("?job=" + job + "&at=501")).contains("data-at=\"499\"");
        FRONTEND.jobs().cancel(job);
        for (String wrong : List.of("reviewcall6-3", "reviewcall6", "nobody-1", "%3Cb%3E")) {
            assertThat(FRONTEND.send(FRONTEND.api("/prototypes/coins/review?at=" + wrong))
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(404);
        }
        assertThat(FRONTEND.send(FRONTEND.api("/prototypes/coins/review/items?call=nobody"))
                        .statusCode())
                .isEqualTo(404);
    }

    private static String page(String query) {
        HttpResponse<String> page =
                FRONTEND.send(FRONTEND.api("/prototypes/coins/review" + query).header("Accept", "text/html"));
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }
}
