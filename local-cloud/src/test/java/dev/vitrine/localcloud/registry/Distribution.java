package dev.vitrine.localcloud.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A client of the OCI distribution API that can do what well-behaved clients do not. */
public final class Distribution {
    public static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";

    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Supplier<URI> endpoint;

    public Distribution(Supplier<URI> endpoint) {
        this.endpoint = endpoint;
    }

    public static String basic() {
        return "Basic " + Base64.getEncoder().encodeToString("AWS:any".getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a request with credentials. */
    public HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.get().resolve(path))
                .header("Authorization", basic())
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpResponse<byte[]> send(String method, String path) throws IOException, InterruptedException {
        return send(method, path, new byte[0]);
    }

    /** Begins an upload and returns its path. */
    public String begin(String repository) throws IOException, InterruptedException {
        return location(send("POST", "/v2/" + repository + "/blobs/uploads/"));
    }

    /** Pushes a blob in one request. */
    public Digest push(String repository, byte[] content) throws IOException, InterruptedException {
        Digest digest = Digest.of(content);
        HttpResponse<byte[]> response = send("POST", "/v2/" + repository + "/blobs/uploads/?digest=" + digest, content);
        if (response.statusCode() != 201) {
            throw new AssertionError("The push was answered with " + response.statusCode());
        }
        return digest;
    }

    /** Pushes an image of the given layers, not compressed, under the tag. */
    public Digest pushImage(String repository, String tag, String config, byte[]... layers)
            throws IOException, InterruptedException {
        push(repository, bytes(config));
        for (byte[] layer : layers) {
            push(repository, layer);
        }
        byte[] manifest = manifest(bytes(config), layers);
        HttpResponse<byte[]> response =
                send("PUT", "/v2/" + repository + "/manifests/" + tag, manifest, "Content-Type", IMAGE);
        if (response.statusCode() != 201) {
            throw new AssertionError("The push was answered with " + text(response));
        }
        return Digest.of(manifest);
    }

    public static byte[] manifest(byte[] config, byte[]... layers) {
        List<String> descriptors =
                Arrays.stream(layers).map(layer -> descriptor(LAYER, layer)).toList();
        return bytes("{\"schemaVersion\":2,\"mediaType\":\"" + IMAGE + "\",\"config\":" + descriptor(CONFIG, config)
                + ",\"layers\":" + descriptors.stream().collect(Collectors.joining(",", "[", "]")) + "}");
    }

    public static String descriptor(String mediaType, byte[] content) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + Digest.of(content) + "\",\"size\":"
                + content.length + "}";
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return JSON.readTree(response.body());
    }

    /** The code of the first error. */
    static String error(HttpResponse<byte[]> response) throws IOException {
        return json(response).path("errors").path(0).path("code").asText();
    }

    static String location(HttpResponse<byte[]> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }
}
