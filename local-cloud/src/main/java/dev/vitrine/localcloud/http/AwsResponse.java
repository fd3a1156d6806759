package dev.vitrine.localcloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole HTTP response: status, headers and a body, in memory or a part of a file. Immutable but for the array that it was
 * given.
 */
public final class AwsResponse {
    /** What follows the headers. */
    sealed interface Body {
        long length();

        record Bytes(ByteBuffer bytes) implements Body {
            static Bytes of(byte[] bytes) {
                return new Bytes(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
            }

            @Override
            public long length() {
                return bytes.remaining();
            }
        }

        record FilePart(Path file, long offset, long length) implements Body {}
    }

    private final int status;
    private final Map<String, String> headers;
    private final Body body;

    private AwsResponse(int status, Map<String, String> headers, Body body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** A response without a body, such as 202 or 204. */
    public static AwsResponse empty(int status) {
        return new AwsResponse(status, Map.of(), Body.Bytes.of(new byte[0]));
    }

    /** A response of {@code application/json}. */
    public static AwsResponse json(int status, JsonNode body) {
        return bytes(status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static AwsResponse bytes(int status, String contentType, byte[] body) {
        return new AwsResponse(status, Map.of("Content-Type", contentType), Body.Bytes.of(body));
    }

    /**
     * A response whose body is read from a file as it is sent.
     *
     * @param offset of the first byte
     * @param length in bytes; the file has at least as many after the offset
     */
    public static AwsResponse file(int status, String contentType, Path file, long offset, long length) {
        return new AwsResponse(status, Map.of("Content-Type", contentType), new Body.FilePart(file, offset, length));
    }

    /** This response with one header more, or replaced. */
    public AwsResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new AwsResponse(status, more, body);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    Body body() {
        return body;
    }
}
