package dev.vitrine.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Pushes images whose programs are those of this computer to the registry of a cloud. */
final class TestRegistry {
    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    private static final byte[] EMPTY_TAR = new byte[1024];
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI endpoint;

    TestRegistry(URI endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Pushes an image with nothing in it but what it runs.
     *
     * @return its digest
     */
    String push(String repository, String tag, List<String> entrypoint) throws Exception {
        byte[] config = json(Map.of(
                "architecture",
                "amd64",
                "os",
                "linux",
                "config",
                Map.of(
                        "Entrypoint",
                        entrypoint,
                        "Env",
                        List.of("IMAGE=" + repository + ":" + tag),
                        "WorkingDir",
                        "/",
                        "Labels",
                        Map.of("dev.vitrine.layers", "application")),
                "rootfs",
                Map.of("type", "layers", "diff_ids", List.of(digest(EMPTY_TAR)))));
        blob(repository, config);
        blob(repository, EMPTY_TAR);
        byte[] manifest = json(Map.of(
                "schemaVersion",
                2,
                "mediaType",
                IMAGE,
                "config",
                descriptor("application/vnd.oci.image.config.v1+json", config),
                "layers",
                List.of(descriptor("application/vnd.oci.image.layer.v1.tar", EMPTY_TAR))));
        send("PUT", "/v2/" + repository + "/manifests/" + tag, manifest, IMAGE);
        return digest(manifest);
    }

    private void blob(String repository, byte[] content) throws Exception {
        send(
                "POST",
                "/v2/" + repository + "/blobs/uploads/?digest=" + digest(content),
                content,
                "application/octet-stream");
    }

    private void send(String method, String path, byte[] body, String type) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(endpoint.resolve(path))
                            .header(
                                    "Authorization",
                                    "Basic "
                                            + Base64.getEncoder()
                                                    .encodeToString("AWS:any".getBytes(StandardCharsets.UTF_8)))
                            .header("Content-Type", type)
                            .method(method, BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new IOException(path + " was answered with " + response.statusCode() + ": " + response.body());
            }
        }
    }

    private static Map<String, Object> descriptor(String type, byte[] content) throws NoSuchAlgorithmException {
        return Map.of("mediaType", type, "digest", digest(content), "size", content.length);
    }

    private static byte[] json(Map<String, ?> value) throws JsonProcessingException {
        return JSON.writeValueAsBytes(value);
    }

    private static String digest(byte[] content) throws NoSuchAlgorithmException {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
