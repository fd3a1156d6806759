package dev.vitrine.packaging.run;

import static dev.vitrine.packaging.run.GeneratedClient.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Programs as their developers write them: by a generated client, and by the Open Inference Protocol. */
@ExtendWith(VitrineExtension.class)
class ProgramsIT {
    private final RunningVitrine vitrine;
    private final ApiClient api;

    ProgramsIT(RunningVitrine vitrine) {
        this.vitrine = vitrine;
        this.api = vitrine.api();
    }

    @Test
    void a_client_that_was_generated_from_the_document_predicts_submits_and_infers(@TempDir Path folder)
            throws Exception {
        String authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString(("generated:" + vitrine.password()).getBytes(StandardCharsets.UTF_8));
        GeneratedClient client = GeneratedClient.of(
                api.get("/openapi.json").body(),
                folder,
                vitrine.web().toString(),
                request -> request.header("Authorization", authorization));

        Object answer = client.operation("PredictionsApi", "predictBanknote", question(client, 3.6216), "first");
        Object prediction = ((List<?>) call(answer, "getPredictions")).getFirst();
        assertThat(call(prediction, "getVerdict")).hasToString("genuine");
        assertThatThrownBy(() -> client.operation(
                        "PredictionsApi", "predictBanknote", client.model("BanknoteQuestion"), "second"))
                .hasMessageContaining("inputs");

        Object job = client.operation(
                "JobsApi", "submitBanknote", "variance,skewness,curtosis,entropy\n3.6,8.6,-2.8,-0.4\n", "third", null);
        String id = String.valueOf(call(job, "getId"));
        api.awaitDone(id, Duration.ofMinutes(1));
        assertThat(call(client.operation("JobsApi", "getJob", id), "getState")).hasToString("SUCCEEDED");

        assertThat((List<?>)
                        call(client.operation("InferenceApi", "modelInfer", "banknote", tensors(client)), "getOutputs"))
                .hasSize(2);
    }

    /** Whoever wrote a client from the protocol alone knows nothing of Vitrine's own document. */
    @Test
    void a_client_that_was_generated_from_the_protocol_alone_infers(@TempDir Path folder) throws Exception {
        String protocol;
        try (InputStream in = ProgramsIT.class.getResourceAsStream("open-inference-protocol.yaml")) {
            protocol = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        String authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString(("protocol:" + vitrine.password()).getBytes(StandardCharsets.UTF_8));
        GeneratedClient client = GeneratedClient.of(
                protocol, folder, vitrine.web().toString(), request -> request.header("Authorization", authorization));
        String version =
                api.json("/v2/models/banknote").path("versions").path(0).asText();

        client.operation("DefaultApi", "live");
        client.operation("DefaultApi", "ready");
        assertThat(call(client.operation("DefaultApi", "serverMetadata"), "getName"))
                .isEqualTo("vitrine");
        client.operation("DefaultApi", "modelReady", "banknote", version);
        Object model = client.operation("DefaultApi", "modelMetadata", "banknote", version);
        List<?> kinds = (List<?>) call(model, "getInputs");
        assertThat(kinds).hasSize(4);

        Object request = client.model("InferRequest");
        call(request, "setId", "mine");
        for (Object kind : kinds) {
            Object tensor = client.model("Tensor");
            call(tensor, "setName", call(kind, "getName"));
            call(tensor, "setDatatype", call(kind, "getDatatype"));
            call(tensor, "setShape", List.of(2L));
            call(tensor, "setData", List.of(1.5, -1.5));
            call(request, "addInputsItem", tensor);
        }
        Object answer = client.operation("DefaultApi", "infer", "banknote", version, request);
        assertThat(call(answer, "getId")).isEqualTo("mine");
        assertThat(call(answer, "getModelVersion")).isEqualTo(version);
        for (Object output : (List<?>) call(answer, "getOutputs")) {
            assertThat((List<?>) call(output, "getData")).hasSize(2).doesNotContainNull();
            assertThat((List<?>) call(output, "getShape")).first().isEqualTo(2L);
        }
        assertThatThrownBy(() ->
                        client.operation("DefaultApi", "infer", "banknote", version, client.model("InferRequest")))
                .hasMessageContaining("400")
                .hasMessageContaining("\"error\"");
    }

    private static Object question(GeneratedClient client, double variance) throws Exception {
        Object input = client.model("BanknoteInput");
        call(input, "setVariance", java.math.BigDecimal.valueOf(variance));
        call(input, "setSkewness", new java.math.BigDecimal("8.6661"));
        call(input, "setCurtosis", new java.math.BigDecimal("-2.8073"));
        call(input, "setEntropy", new java.math.BigDecimal("-0.44699"));
        Object question = client.model("BanknoteQuestion");
        call(question, "setInputs", List.of(input));
        return question;
    }

    private static Object tensors(GeneratedClient client) throws Exception {
        Object request = client.model("InferenceRequest");
        for (String name : List.of("variance", "skewness", "curtosis", "entropy")) {
            Object tensor = client.model("RequestTensor");
            call(tensor, "setName", name);
            call(tensor, "setDatatype", client.constant("Datatype", "FP64"));
            call(tensor, "setShape", List.of(2L));
            call(tensor, "setData", List.of(1.5, -1.5));
            call(request, "addInputsItem", tensor);
        }
        return request;
    }

    @Test
    void tensors_get_the_same_answer_as_rows() throws Exception {
        JsonNode model = api.json("/v2/models/banknote");
        String version = model.path("versions").path(0).asText();
        JsonNode rows = api.predict(
                "banknote",
                "{\"columns\":[\"variance\",\"skewness\",\"curtosis\",\"entropy\"],"
                        + "\"inputs\":[[3.6216,8.6661,-2.8073,-0.44699],[-3.5637,-8.3827,12.393,-1.2823]]}");
        for (String path : List.of("/v2/models/banknote/infer", "/v2/models/banknote/versions/" + version + "/infer")) {
            HttpResponse<String> response = api.post(path, "application/json", BodyPublishers.ofString("""
                    {"id": "mine", "inputs": [
                      {"name": "variance", "shape": [2], "datatype": "FP32", "data": [3.6216, -3.5637]},
                      {"name": "skewness", "shape": [2], "datatype": "FP64", "data": [[8.6661], [-8.3827]]},
                      {"name": "curtosis", "shape": [2, 1], "datatype": "FP64", "data": [-2.8073, 12.393]},
                      {"name": "entropy", "shape": [2], "datatype": "FP64", "data": [-0.44699, -1.2823]}]}"""));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonNode answer = new ObjectMapper().readTree(response.body());
            assertThat(answer.path("id").asText()).isEqualTo("mine");
            assertThat(answer.path("model_version").asText()).isEqualTo(version);
            for (JsonNode output : answer.path("outputs")) {
                assertThat(output.path("shape").path(0).asInt()).isEqualTo(2);
                for (int row = 0; row < 2; row++) {
                    assertThat(output.path("data").path(row))
                            .isEqualTo(rows.path("predictions")
                                    .path(row)
                                    .path(output.path("name").asText()));
                }
            }
        }
    }

    @Test
    void a_picture_as_a_tensor_is_read_as_a_zero() throws Exception {
        JsonNode pixel = api.json("/v2/models/digits").path("inputs").path(0);
        assertThat(pixel.path("shape").path(1).asInt()).isEqualTo(64);
        String drawn = "0,0,5,13,9,1,0,0,0,0,13,15,10,15,5,0,0,3,15,2,0,11,8,0,0,4,12,0,0,8,8,0,"
                + "0,5,8,0,0,9,8,0,0,4,11,0,1,12,7,0,0,2,14,5,10,12,0,0,0,0,6,13,10,0,0,0";
        HttpResponse<String> response = api.post(
                "/v2/models/digits/infer",
                "application/json",
                BodyPublishers.ofString("{\"inputs\":[{\"name\":\"pixel\",\"shape\":[1,64],\"datatype\":\"UINT8\","
                        + "\"data\":[" + drawn + "]}],\"outputs\":[{\"name\":\"digit\"}]}"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode outputs = new ObjectMapper().readTree(response.body()).path("outputs");
        assertThat(outputs).hasSize(1);
        assertThat(outputs.at("/0/data/0").asText()).isEqualTo("0");
    }
}
