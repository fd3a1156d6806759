package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.common.artifact.BucketKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {
    private static final String HEADER = "weight,year,metal,note\n";
    private static final String GOOD = HEADER + "7.5,1950,silver,\n3.1,1999,copper,worn\n";

    private final RunningFrontend frontend = RunningFrontend.get();

    @Test
    void aGoodTableBecomesAJobAndWorkersAreCalled() {
        int before = frontend.kicks();
        JsonNode job = accepted(frontend.upload(GOOD));
        assertThat(job.path("state").asText()).isEqualTo("QUEUED");
        assertThat(job.path("rows").asLong()).isEqualTo(2);
        assertThat(job.path("checked").path("rejected").asLong()).isZero();
        assertThat(input(job, 1)).isEqualTo(GOOD);
        await().untilAsserted(() -> assertThat(frontend.kicks()).isGreaterThan(before));
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsAreDropped() {
        JsonNode job = accepted(frontend.upload("\uFEFF" + GOOD.replace("\n", "\r\n")));
        assertThat(input(job, 1)).isEqualTo(GOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "|"})
    void otherSeparatorsAreUnderstood(String separator) {
        JsonNode job = accepted(frontend.upload(GOOD.replace(",", separator)));
        assertThat(input(job, 1)).isEqualTo(GOOD);
    }

    @Test
    void quotesSeparatorsAndLineBreaksInsideCellsAreKept() {
        String table = HEADER + "1,1900,gold,\"says \"\"mine\"\",\nand more\"\n";
        assertThat(input(accepted(frontend.upload(table)), 1)).isEqualTo(table);
    }

    @Test
    void aTextInANumberColumnIsARejectThatBlocksNothing() {
        JsonNode job = accepted(frontend.upload(HEADER + "heavy,1900,gold,\n2,1901,gold,\n"));
        JsonNode checked = job.path("checked");
        assertThat(checked.path("rows").asLong()).isEqualTo(2);
        assertThat(checked.path("rejected").asLong()).isEqualTo(1);
        JsonNode problem = checked.path("problems").path(0);
        assertThat(problem.path("row").asLong()).isEqualTo(1);
        assertThat(problem.path("column").asText()).isEqualTo("weight");
        assertThat(problem.path("value").asText()).isEqualTo("heavy");
        assertThat(problem.path("reason").asText()).isEqualTo("is not a number");
    }

    @Test
    void aRowWithTooFewCellsIsARejectOfItsOwn() {
        JsonNode job = accepted(frontend.upload(HEADER + "1,1900\n2,1901,gold,\n"));
        assertThat(job.path("rows").asLong()).isEqualTo(2);
        assertThat(job.path("checked").path("problems").path(0).path("reason").asText())
                .contains("2 cells")
                .contains("4");
    }

    @Test
    void moreColumnsAreKept() {
        JsonNode job = accepted(frontend.upload("owner,weight,year,metal\nBob,1,1900,gold\n"));
        assertThat(input(job, 1)).isEqualTo("owner,weight,year,metal\nBob,1,1900,gold\n");
    }

    @Test
    void largeTablesAreCutIntoShards() {
        StringBuilder table = new StringBuilder(HEADER);
        IntStream.range(0, 250).forEach(i -> table.append(i % 50).append(",1900,gold,\n"));
        JsonNode job = accepted(frontend.upload(table.toString()));
        assertThat(job.path("shards").asInt()).isEqualTo(3);
        assertThat(input(job, 3).lines()).hasSize(51);
    }

    @Test
    void longTablesOfAnyCharactersArriveWhole() {
        StringBuilder table = new StringBuilder(HEADER);
        IntStream.range(0, 9_000).forEach(i -> table.append(i % 50)
                .append(",1900,gold,")
                .append("\uD83E\uDE99".repeat(i % 7))
                .append("é".repeat(i % 3))
                .append('\n'));
        JsonNode job = accepted(frontend.upload(table.toString()));
        assertThat(job.path("rows").asLong()).isEqualTo(9_000);
        assertThat(job.path("checked").path("rejected").asLong()).isZero();
        StringBuilder stored = new StringBuilder(HEADER);
        IntStream.rangeClosed(1, 90)
                .forEach(shard -> stored.append(input(job, shard).substring(HEADER.length())));
        assertThat(stored.toString()).isEqualTo(table.toString());
    }

    @ParameterizedTest
    @MethodSource
    void aBadTableGetsOneClearError(String table, String sentence) {
        JsonNode problem = problem(frontend.upload(table), 422);
        assertThat(problem.path("detail").asText()).contains(sentence);
        assertThat(problem.path("remedy").asText()).isNotBlank();
    }

    static List<Arguments> aBadTableGetsOneClearError() {
        return List.of(
                Arguments.of("", "The file is empty"),
                Arguments.of("weight,year,metal\n", "has a header but no rows"),
                Arguments.of("weight,yeer,metal\n1,1900,gold\n", "the one called 'yeer'"),
                Arguments.of("weight,metal\n1,gold\n", "'year' is missing"),
                Arguments.of("weight,year,metal,year\n1,1,gold,2\n", "stands twice"),
                Arguments.of("weight,,year,metal\n1,1,1,gold\n", "Column 2 has no name"),
                Arguments.of("weight,year,metal\n1,\"open,gold\n", "quot"));
    }

    @Test
    void aBinaryFileIsRefusedByName() {
        assertThat(problem(frontend.upload(new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0}), 415)
                        .path("detail")
                        .asText())
                .contains("Excel");
        assertThat(problem(frontend.upload((HEADER + "1,1900,\0gold,\n").getBytes(StandardCharsets.UTF_8)), 415)
                        .path("detail")
                        .asText())
                .contains("Line 2")
                .contains("NUL");
    }

    @Test
    void textOfTwoBytesALetterIsNamedWithAndWithoutAMark() {
        for (Charset wide : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(problem(frontend.upload(GOOD.getBytes(wide)), 415)
                            .path("detail")
                            .asText())
                    .as(wide.name())
                    .contains("UTF-16");
        }
    }

    @Test
    void otherCharacterSetsAreRefusedWithTheLine() {
        byte[] latin = (HEADER + "1,1900,gold,\n2,1900,gold,caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(problem(frontend.upload(latin), 415).path("detail").asText()).contains("Line 3", "UTF-8");
    }

    @Test
    void aCellBeyondTheLimitIsNamed() {
        String table = HEADER + "1,1900,gold,\n2,1900,gold,\"" + "x".repeat(200_000) + "\"\n";
        JsonNode problem = problem(frontend.upload(table), 422);
        assertThat(problem.path("row").asLong()).isEqualTo(2);
        assertThat(problem.path("detail").asText()).contains("100,000 characters");
    }

    /** Again and again: a sender whose bytes were left unread would see a broken connection now and then. */
    @RepeatedTest(20)
    void anAnnouncedUploadBeyondTheLimitIsRefusedInWords() {
        JsonNode problem = problem(frontend.upload(new byte[6 << 20]), 413);
        assertThat(problem.path("detail").asText()).contains("5 MB");
    }

    @Test
    void anUnannouncedUploadBeyondTheLimitIsRefusedWhileItStreams() {
        byte[] row = "1,1900,gold,xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"
                .repeat(1000)
                .getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = frontend.send(frontend.api("/api/v1/prototypes/coins/jobs")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> stream(row, 100))));
        problem(answer, 413);
    }

    private static InputStream stream(byte[] row, int times) {
        InputStream header = new java.io.ByteArrayInputStream(HEADER.getBytes(StandardCharsets.UTF_8));
        InputStream rows = new SequenceInputStream(Collections.enumeration(IntStream.range(0, times)
                .mapToObj(i -> (InputStream) new java.io.ByteArrayInputStream(row))
                .toList()));
        return new SequenceInputStream(header, rows);
    }

    @Test
    void multipartUploadsKeepTheNameOfTheFile() {
        String body = "--xyz\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--xyz\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"C:\\\\coins 1.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + GOOD + "\r\n--xyz--\r\n";
        JsonNode job = accepted(frontend.send(frontend.api("/api/v1/prototypes/coins/jobs")
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
        assertThat(job.path("source").asText()).isEqualTo("coins 1.csv");
        assertThat(job.path("rows").asLong()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"inputs\":[{\"weight\":7.5,\"year\":1950,\"metal\":\"silver\"}]}",
                "{\"columns\":[\"weight\",\"year\",\"metal\",\"note\"],\"inputs\":[[7.5,1950,\"silver\",null]]}"
            })
    void rowsMayComeAsJson(String body) {
        JsonNode job = accepted(frontend.send(frontend.api("/api/v1/prototypes/coins/jobs")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
        assertThat(input(job, 1)).isEqualTo(HEADER + "7.5,1950,silver,\n");
    }

    @Test
    void anIdempotencyKeyMakesOneJob() {
        String key = "key-" + Ids.secret(12);
        JsonNode first = accepted(keyed(GOOD, key));
        JsonNode again = accepted(keyed(GOOD, key));
        assertThat(again.path("id").asText()).isEqualTo(first.path("id").asText());
        JsonNode problem = problem(keyed(GOOD + "1,1900,gold,\n", key), 409);
        assertThat(problem.path("detail").asText()).contains("another body");
    }

    @Test
    void otherMediaTypesAreRefused() {
        HttpResponse<String> answer = frontend.send(frontend.api("/api/v1/prototypes/coins/jobs")
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString("<a/>")));
        assertThat(problem(answer, 415).path("remedy").asText()).contains("text/csv");
    }

    private HttpResponse<String> keyed(String table, String key) {
        return frontend.send(frontend.api("/api/v1/prototypes/coins/jobs")
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(table)));
    }

    private static JsonNode accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer);
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return json(answer);
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + answer.body(), e);
        }
    }

    private String input(JsonNode job, int shard) {
        try (InputStream in =
                frontend.bucket().open(BucketKeys.input(job.path("id").asText(), shard))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
