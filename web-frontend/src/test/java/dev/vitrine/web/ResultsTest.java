package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.result.OutcomeRecords;
import dev.vitrine.common.result.ResultIndex;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is seen of the results of a job of 250 rows in 3 parts, of which every 50th row is rejected. */
class ResultsTest {
    private static final int ROWS = 250;
    private static final RunningFrontend FRONTEND = RunningFrontend.get();
    private static String job = "";

    @BeforeAll
    static void doAJob() {
        StringBuilder table = new StringBuilder("note,weight,year,metal\n");
        IntStream.rangeClosed(1, ROWS).forEach(row -> table.append("n")
                .append(row)
                .append(',')
                .append(row % 50 == 0 ? "heavy" : Integer.toString(row % 40))
                .append(",1900,")
                .append(row % 2 == 0 ? "gold" : "silver")
                .append('\n'));
        job = done(table.toString(), 0);
    }

    /** Submits a table and answers it; the results of one part, if there is one of that number, get lost. */
    static String done(String table, int lost) {
        HttpResponse<String> submitted = FRONTEND.upload(table);
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(202);
        String id = UploadTest.json(submitted).path("id").asText();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            FRONTEND.jobs().claim("coins", "worker", Duration.ofMinutes(1)).ifPresent(claim -> work(claim, id, lost));
            return FRONTEND.jobs().find(id).orElseThrow().state() == JobState.SUCCEEDED;
        });
        return id;
    }

    /** Answers a shard of whatever job as a worker does: the value of a coin is a tenth of its weight. */
    private static void work(Claim claim, String job, int lost) {
        List<List<String>> rows = new ArrayList<>();
        List<PrintedOutcome> outcomes = new ArrayList<>();
        String key = BucketKeys.input(claim.job().id(), claim.shard().number());
        String input = new String(FRONTEND.bucket().read(key, 0, 1 << 23), java.nio.charset.StandardCharsets.UTF_8);
        int place = claim.job().columns().indexOf("weight");
        input.lines().skip(1).forEach(line -> {
            List<String> cells = List.of(line.split(",", -1));
            rows.add(cells);
            outcomes.add(
                    cells.get(place).matches("\\d+")
                            ? new PrintedOutcome.Outputs(List.of(
                                    Integer.parseInt(cells.get(place)) > 20 ? "keep" : "spend",
                                    Double.toString(Integer.parseInt(cells.get(place)) / 10.0)))
                            : new PrintedOutcome.Reject("weight", cells.get(place), "is not a number"));
        });
        OutcomeRecords records = OutcomeRecords.of(
                claim.shard().firstRow(), rows, outcomes, claim.job().columns().size(), 2);
        ResultIndex.Builder index = new ResultIndex.Builder();
        for (int length : records.results().lengths()) {
            index.add(length);
        }
        String id = claim.job().id();
        int shard = claim.shard().number();
        if (!id.equals(job) || shard != lost) {
            FRONTEND.bucket()
                    .put(BucketKeys.results(id, shard), records.results().bytes());
        }
        FRONTEND.bucket().put(BucketKeys.resultsIndex(id, shard), index.toBytes());
        FRONTEND.bucket().put(BucketKeys.rejects(id, shard), records.rejects().bytes());
        FRONTEND.jobs().complete(claim, records.rejects().lengths().length);
    }

    private static JsonNode get(String path) {
        HttpResponse<String> answer = FRONTEND.send(FRONTEND.api("/api/v1/jobs/" + job + path));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return UploadTest.json(answer);
    }

    private static List<String> column(JsonNode body, String name) {
        int place = 0;
        while (!body.path("columns").path(place).asText().equals(name)) {
            place++;
        }
        int at = place;
        List<String> cells = new ArrayList<>();
        body.path("rows").forEach(row -> cells.add(row.path(at).asText()));
        return cells;
    }

    @Test
    void aDownloadThatCannotBeGoneOnWithBreaksOffInsteadOfLookingWhole() {
        StringBuilder table = new StringBuilder("note,weight,year,metal,more\n");
        IntStream.rangeClosed(1, ROWS).forEach(row -> table.append("n,1,1900,gold,")
                .append("long ".repeat(100))
                .append('\n'));
        String half = done(table.toString(), 3);
        String none = done("note,weight,year,metal\nn,1,1900,gold\n", 1);
        for (String file : List.of("results.csv", "results.csv?safe=1", "results.json", "results.jsonl")) {
            assertThatThrownBy(() -> FRONTEND.send(FRONTEND.api("/api/v1/jobs/" + half + "/" + file)))
                    .as(file)
                    .hasMessage("no answer");
            HttpResponse<String> problem = FRONTEND.send(FRONTEND.api("/api/v1/jobs/" + none + "/" + file));
            assertThat(problem.statusCode()).as(file).isEqualTo(500);
            assertThat(problem.headers().firstValue("Content-Disposition"))
                    .as(file)
                    .isEmpty();
            assertThat(UploadTest.json(problem).path("title").asText()).as(file).isNotEmpty();
        }
    }

    @Test
    void ofWideResultsTheFirstColumnsAreShownAndAllAreDownloaded() {
        StringBuilder table = new StringBuilder("note,weight,year,metal");
        IntStream.range(0, 5_000).forEach(column -> table.append(",x").append(column));
        IntStream.range(0, 20).forEach(row -> table.append("\nn,1,1900,gold").append(",7".repeat(5_000)));
        String wide = done(table.append('\n').toString(), 0);
        HttpResponse<String> answer = FRONTEND.send(FRONTEND.api("/api/v1/jobs/" + wide + "/rows?count=500"));
        JsonNode body = UploadTest.json(answer);
        assertThat(body.path("columns")).hasSize(200);
        assertThat(body.path("columnsInAll").asInt()).isEqualTo(5_008);
        assertThat(body.path("inputs").asInt()).isEqualTo(196);
        assertThat(body.path("inputsInAll").asInt()).isEqualTo(5_004);
        assertThat(column(body, "verdict")).hasSize(20).containsOnly("spend");
        assertThat(column(body, "error")).containsOnly("");
        HttpResponse<String> page = FRONTEND.send(FRONTEND.api("/jobs/" + wide).header("Accept", "text/html"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("x100").doesNotContain("x4999");
        assertThat(FRONTEND.send(FRONTEND.api("/api/v1/jobs/" + wide + "/results.csv"))
                        .body())
                .contains("x4999,verdict,value,error");
    }

    @Test
    void rangesCrossTheBordersOfParts() {
        JsonNode body = get("/rows?from=95&count=110");
        assertThat(body.path("total").asInt()).isEqualTo(ROWS);
        assertThat(column(body, "row"))
                .isEqualTo(IntStream.rangeClosed(96, 205)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(column(body, "note").getLast()).isEqualTo("n205");
        assertThat(get("/rows?from=249&count=10").path("rows")).hasSize(1);
        assertThat(get("/rows?from=9999&count=10").path("rows")).isEmpty();
    }

    @Test
    void rowsAreSortedByNumbersWithBlanksLast() {
        JsonNode descending = get("/rows?sort=value&order=desc&count=500");
        assertThat(column(descending, "value").subList(0, 2)).containsExactly("3.9", "3.9");
        assertThat(column(descending, "row").subList(0, 2)).containsExactly("39", "79");
        assertThat(column(descending, "value").getLast()).isEmpty();
        assertThat(column(get("/rows?sort=value&count=500"), "value").getFirst())
                .isEqualTo("0.0");
    }

    @Test
    void rowsAreFoundByTextAndByNumber() {
        assertThat(column(get("/rows?find=N25&column=note"), "note")).containsExactly("n25", "n250");
        assertThat(get("/rows?find=%3E%3D%203.8&column=value&count=0")
                        .path("total")
                        .asInt())
                .isEqualTo(12);
        assertThat(column(get("/rows?rejected=1"), "row")).containsExactly("50", "100", "150", "200", "250");
        assertThat(get("/rows?find=nothing").path("total").asInt()).isZero();
    }

    @Test
    void aSummaryIsCountedOnceAndKept() {
        JsonNode summary = get("/summary");
        assertThat(summary.path("rejected").asInt()).isEqualTo(5);
        JsonNode verdict = summary.path("outputs").path(0);
        assertThat(verdict.path("counts").path(0).path("value").asText()).isEqualTo("spend");
        long counted = 0;
        for (JsonNode bin : summary.path("outputs").path(1).path("bins")) {
            counted += bin.path("count").asLong();
        }
        assertThat(counted).isEqualTo(ROWS - 5);
        assertThat(summary.path("outputs").path(1).path("max").asDouble()).isEqualTo(3.9);
        assertThat(summary.path("sample").path("rows")).hasSize(ROWS - 5);
        assertThat(FRONTEND.bucket().size(BucketKeys.summary(job))).isPresent();
        assertThat(get("/summary")).isEqualTo(summary);
    }

    @Test
    void jsonLinesHoldAnObjectPerRow() {
        HttpResponse<String> answer = FRONTEND.send(FRONTEND.api("/api/v1/jobs/" + job + "/results.jsonl"));
        assertThat(answer.body().lines()).hasSize(ROWS);
        assertThat(answer.body().lines().skip(1).findFirst())
                .hasValue("{\"row\":2,\"note\":\"n2\",\"weight\":\"2\",\"year\":\"1900\",\"metal\":\"gold\","
                        + "\"verdict\":\"spend\",\"value\":0.2,\"error\":\"\"}");
    }

    @Test
    void rejectsAreMendedAsAJobOfTheirOwn() {
        JsonNode rejects = get("/rejects?after=1&count=2");
        assertThat(rejects.path("total").asInt()).isEqualTo(5);
        assertThat(rejects.path("rows").findValuesAsText("row")).containsExactly("100", "150");
        assertThat(rejects.path("rows").path(0).path("cells").path(1).asText()).isEqualTo("heavy");

        assertThat(mend("{\"rows\":[{\"row\":2,\"cells\":[\"n2\",\"1\",\"1900\",\"gold\"]}]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(mend("{\"rows\":[]}").statusCode()).isEqualTo(400);
        HttpResponse<String> made = mend("{\"rows\":[{\"row\":150,\"cells\":[\"n150\",\"30\",\"1900\",\"gold\"]}]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(202);
        JsonNode mending = UploadTest.json(made);
        assertThat(mending.path("parent").asText()).isEqualTo(job);
        assertThat(FRONTEND.jobs().mends(job)).contains(mending.path("id").asText());
        assertThat(FRONTEND.jobs()
                        .find(mending.path("id").asText())
                        .orElseThrow()
                        .columns())
                .containsExactly("note", "weight", "year", "metal", "original_row");
    }

    private static HttpResponse<String> mend(String body) {
        return FRONTEND.send(FRONTEND.api("/api/v1/jobs/" + job + "/mend")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void aSmallTableIsHeldByTheFrontendAndHandedOnWhenNoFunctionAnswers() {
        JsonNode small = UploadTest.json(FRONTEND.upload("weight,year,metal\n1,1900,gold\n2,1901\n"));
        String id = small.path("id").asText();
        await().untilAsserted(() ->
                assertThat(FRONTEND.jobs().shards(id).getFirst().lease()).isEqualTo(Optional.empty()));
        assertThat(FRONTEND.jobs().find(id).orElseThrow().state()).isEqualTo(JobState.RUNNING);
        assertThat(FRONTEND.jobs().shards(id).getFirst().attempts()).isZero();
    }
}
