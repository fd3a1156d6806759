package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs are told about the API, and the Open Inference Protocol. */
class ProgramsTest {
    private final RunningFrontend frontend = RunningFrontend.get();

    @Test
    void theDocumentHasTheSchemasOfEveryPrototype() {
        JsonNode document = UploadTest.json(frontend.send(frontend.api("/openapi.json")));
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        JsonNode input = document.at("/components/schemas/CoinsInput");
        assertThat(input.at("/properties/weight/maximum").asDouble()).isEqualTo(50);
        assertThat(input.at("/properties/metal/enum").path(2).asText()).isEqualTo("copper");
        assertThat(input.path("required")).hasSize(3);
        assertThat(document.at("/paths/~1api~1v1~1prototypes~1coins~1predictions/post/requestBody/content")
                        .at("/application~1json/example/inputs/0/weight")
                        .asDouble())
                .isEqualTo(7.5);
    }

    @Test
    void everyReferenceOfTheDocumentLeadsSomewhere() {
        JsonNode document = UploadTest.json(frontend.send(frontend.api("/openapi.json")));
        List<String> references = document.findValuesAsText("$ref");
        assertThat(references).hasSizeGreaterThan(50).allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void everyAddressOfTheDocumentIsServed() {
        JsonNode document = UploadTest.json(frontend.send(frontend.api("/openapi.json")));
        List<String> unserved = new ArrayList<>();
        document.path("paths").properties().forEach(path -> {
            if (path.getKey().equals("/api/v1/events")) {
                return;
            }
            String address = path.getKey().replace("{model}", "coins").replaceAll("\\{\\w+}", "none");
            boolean get = path.getValue().has("get");
            HttpResponse<String> answer = frontend.send(
                    get ? frontend.api(address) : frontend.api(address).POST(BodyPublishers.ofString("")));
            if (answer.statusCode() == 405 || answer.body().contains("nothing at this address")) {
                unserved.add(path.getKey());
            }
        });
        assertThat(unserved).isEmpty();
    }

    @Test
    void thePageOfTheApiShowsEachOperationAndNoScriptInIt() {
        HttpResponse<String> page = frontend.send(frontend.api("/docs").header("Accept", "text/html"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("predictCoins", "/v2/models/{model}/infer", "docs.css")
                .doesNotContain("style=", "onclick", "<script>");
    }

    @Test
    void aModelTellsItsTensorsAndEveryVersion() {
        JsonNode model = UploadTest.json(frontend.send(frontend.api("/v2/models/coins")));
        assertThat(model.path("platform").asText()).isEqualTo("djl_mxnet");
        assertThat(model.path("inputs").findValuesAsText("datatype"))
                .containsExactly("FP64", "INT64", "BYTES", "BYTES");
        assertThat(model.at("/inputs/0/shape/0").asInt()).isEqualTo(-1);
        String version = model.path("versions").path(0).asText();
        JsonNode same = UploadTest.json(frontend.send(frontend.api("/v2/models/coins/versions/" + version)));
        assertThat(same).isEqualTo(model);
        assertThat(frontend.send(frontend.api("/v2/models/coins/versions/" + version + "/ready"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(frontend.send(frontend.api("/v2/models/coins/versions/000000000000/ready"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void healthOfTheProtocolNeedsNoPasswordAndTheRestDoes() {
        assertThat(frontend.send(frontend.bare("/v2/health/ready")).body()).contains("true");
        assertThat(frontend.send(frontend.bare("/v2/health/live")).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = frontend.send(frontend.bare("/v2/models/coins"));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(UploadTest.json(refused).path("error").asText()).contains("password");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"inputs\":[]}                                                                            | missing or empty",
                "{\"inputs\":[{\"name\":\"wieght\"}]}                                                       | did you mean 'weight'",
                "{\"inputs\":[{\"name\":\"weight\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[1]}]}     | Send it as FP64",
                "{\"inputs\":[{\"name\":\"weight\",\"shape\":[2],\"datatype\":\"FP32\",\"data\":[1]}]}      | 1 elements",
                "{\"inputs\":[{\"name\":\"weight\",\"shape\":[1,3],\"datatype\":\"FP32\",\"data\":[1]}]}    | Send [rows]",
                "{\"inputs\":[{\"name\":\"weight\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1]}]}      | 'year' is missing",
                "{\"inputs\":[{\"name\":\"weight\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[{}]}]}     | object",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[                                                               | not JSON",
            })
    void tensorsThatDoNotFitAreExplainedAsTheProtocolDoes(String body, String sentence) {
        HttpResponse<String> answer =
                frontend.send(frontend.api("/v2/models/coins/infer").POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(UploadTest.json(answer).path("error").asText()).contains(sentence);
    }
}
