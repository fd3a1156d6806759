package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.web.upload.XlsxFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files of all formats with columns of other names, as the page sends them. */
class TableUploadTest {
    private final RunningFrontend frontend = RunningFrontend.get();

    @Test
    void aWorkbookWithOtherNamesIsLookedAtMatchedAndSubmitted() throws IOException {
        byte[] file = XlsxFile.ofCells(
                new String[] {"Weight (g)", "year", "metal", "who"},
                new String[] {"7.5", "1950", "silver", "Bob"},
                new String[] {"heavy", "1950", "gold", "Eve"});
        JsonNode seen = look("?size=" + file.length, file, "application/octet-stream");
        assertThat(seen.path("format").asText()).isEqualTo("Excel");
        assertThat(seen.path("rowCount").asInt()).isEqualTo(2);
        assertThat(seen.path("complete").asBoolean()).isTrue();
        assertThat(seen.path("needed").path(0).path("column").asText()).isEqualTo("Weight (g)");
        assertThat(seen.path("needed").path(0).path("kind").asText()).isEqualTo("ALIKE");
        assertThat(seen.path("checked").path("rejected").asInt()).isEqualTo(1);
        assertThat(seen.path("estimate").path("atOnce").asBoolean()).isTrue();

        HttpResponse<String> answer = frontend.send(frontend.api("/api/v1/prototypes/coins/jobs")
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        multipart(Map.of("mapping", "{\"weight\":\"Weight (g)\"}"), "coins.xlsx", file))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode job = UploadTest.json(answer);
        assertThat(job.path("source").asText()).isEqualTo("coins.xlsx");
        assertThat(job.path("checked").path("rejected").asInt()).isEqualTo(1);
        try (InputStream in =
                frontend.bucket().open(BucketKeys.input(job.path("id").asText(), 1))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("weight,year,metal,who\n7.5,1950,silver,Bob\nheavy,1950,gold,Eve\n");
        }
    }

    @Test
    void aWorkbookThatInflatesWithoutEndIsRefusedWithASentence() throws IOException {
        byte[] bomb = XlsxFile.inflating("<worksheet>", "<!---->".repeat(100), 100_000, "");
        HttpResponse<String> looked = frontend.send(frontend.api("/prototypes/coins/preview?size=" + bomb.length)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bomb)));
        assertThat(looked.statusCode()).as(looked.body()).isBetween(400, 499);
        HttpResponse<String> submitted = frontend.send(frontend.api("/api/v1/prototypes/coins/jobs")
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(Map.of(), "coins.xlsx", bomb))));
        assertThat(submitted.statusCode()).as(submitted.body()).isBetween(400, 499);
        assertThat(submitted.body()).contains("grows more than 100 times");
    }

    @Test
    void aChoiceOfColumnsIsJudgedWithoutTheFile() {
        String body = "{\"columns\":[\"a\",\"year\",\"metal\"],\"rows\":[[\"1\",\"1900\",\"gold\"]],\"total\":900000,"
                + "\"mapping\":{\"weight\":\"\"}}";
        JsonNode seen = look("", body.getBytes(StandardCharsets.UTF_8), "application/json");
        assertThat(seen.path("complete").asBoolean()).isFalse();
        seen = look("", body.replace("\"\"}", "\"a\"}").getBytes(StandardCharsets.UTF_8), "application/json");
        assertThat(seen.path("complete").asBoolean()).isTrue();
        assertThat(seen.path("estimate").path("atOnce").asBoolean()).isFalse();
        assertThat(seen.path("estimate").path("seconds").asLong())
                .as("also before the first job")
                .isPositive();
        assertThat(seen.path("estimate").has("measured")).isTrue();
        assertThat(seen.path("estimate").path("usd").asDouble()).isBetween(0.0001, 1.0);
    }

    @Test
    void jsonLinesUnderAnIdempotencyKeyMakeOneJob() throws IOException {
        byte[] file = "{\"w\":1,\"year\":1900,\"metal\":\"gold\"}\n".getBytes(StandardCharsets.UTF_8);
        byte[] body = multipart(Map.of("mapping", "{\"weight\":\"w\"}"), "coins.jsonl", file);
        String key = "key-" + Ids.secret(12);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = frontend.send(frontend.api("/api/v1/prototypes/coins/jobs")
                    .header("Content-Type", "multipart/form-data; boundary=xyz")
                    .header("Idempotency-Key", key)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            ids.add(UploadTest.json(answer).path("id").asText());
        }
        assertThat(ids.getFirst()).isEqualTo(ids.getLast());
    }

    @Test
    void aTableWithoutHeaderIsReadByPlaces() {
        byte[] file = "7.5,1950,silver\n3.1,1999,copper\n".getBytes(StandardCharsets.UTF_8);
        assertThat(look("", file, "application/octet-stream")
                        .path("looksHeadless")
                        .asBoolean())
                .isTrue();
        JsonNode seen = look("?headless=1", file, "application/octet-stream");
        assertThat(seen.path("complete").asBoolean()).isTrue();
        assertThat(seen.path("rowCount").asInt()).isEqualTo(2);
    }

    @Test
    void theBeginOfAFileTellsHowLongItIs() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            rows.append("{\"weight\":1,\"year\":1900,\"metal\":\"gold\"}\n");
        }
        byte[] begin = rows.append("{\"wei").toString().getBytes(StandardCharsets.UTF_8);
        JsonNode seen = look("?partial=1&size=" + 10L * begin.length, begin, "application/octet-stream");
        assertThat(seen.path("rowCount").asInt()).isBetween(9_900, 10_100);
        assertThat(seen.path("whole").asBoolean()).isFalse();
    }

    private JsonNode look(String query, byte[] body, String type) {
        HttpResponse<String> answer = frontend.send(frontend.api("/prototypes/coins/preview" + query)
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return UploadTest.json(answer);
    }

    private static byte[] multipart(Map<String, String> fields, String name, byte[] file) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            write(
                    body,
                    "--xyz\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                            + field.getValue() + "\r\n");
        }
        write(
                body,
                "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        body.write(file);
        write(body, "\r\n--xyz--\r\n");
        return body.toByteArray();
    }

    private static void write(ByteArrayOutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
