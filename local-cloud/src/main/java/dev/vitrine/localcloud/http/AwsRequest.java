package dev.vitrine.localcloud.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** One HTTP request as services see it. The body can be read once. */
public final class AwsRequest {
    private static final long MAX_SKIPPED = 64L << 20;

    private final Request request;
    private final Fields query;
    private final String requestId;
    private final Optional<Scope> scope;

    AwsRequest(Request request, String requestId) {
        this.request = request;
        this.requestId = requestId;
        this.query = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
        this.scope = header("Authorization").flatMap(Scope::ofHeader).or(() -> query("X-Amz-Credential")
                .flatMap(Scope::ofQuery));
    }

    /** The HTTP method in capitals. */
    public String method() {
        return request.getMethod();
    }

    /** The path as it was sent: still percent-encoded, without the query. */
    public String path() {
        String path = request.getHttpURI().getPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    /** The path's segments, decoded; a closing slash adds none. */
    public List<String> segments() {
        return Arrays.stream(path().split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    /** The first value of a query parameter, decoded; empty text when it has no value. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.getValue(name));
    }

    /** Every value of a query parameter, decoded, in order. */
    public List<String> queryAll(String name) {
        return query.getValuesOrEmpty(name);
    }

    /** A header's value; names are without regard to case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /** What the request was signed for; empty when it is not signed with SigV4. */
    public Optional<Scope> scope() {
        return scope;
    }

    /** The id that the response will carry in {@code x-amzn-RequestId}. */
    public String requestId() {
        return requestId;
    }

    /**
     * Reads the whole body, unzipping it where {@code Content-Encoding: gzip} says so.
     *
     * @param maxBytes the greatest size that is read into memory
     * @param tooLarge the error of a larger body, in the service's own words
     */
    public byte[] body(int maxBytes, Supplier<AwsException> tooLarge) {
        if (request.getLength() > maxBytes) {
            skipBody();
            throw tooLarge.get();
        }
        try (InputStream body = decoded(Content.Source.asInputStream(request))) {
            byte[] bytes = body.readNBytes(maxBytes);
            if (bytes.length == maxBytes && body.read() >= 0) {
                body.skip(MAX_SKIPPED);
                throw tooLarge.get();
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("The body of the request could not be read.", e);
        }
    }

    /** The body as it was sent, for bodies that do not fit into memory. Reading fails when the client goes away early. */
    public InputStream stream() {
        return Content.Source.asInputStream(request);
    }

    /** The body's size in bytes as its header says; empty when it is sent in chunks. */
    public OptionalLong length() {
        return request.getLength() < 0 ? OptionalLong.empty() : OptionalLong.of(request.getLength());
    }

    /** Reads a body of bounded size to its end: a client that is still writing would not see the answer. */
    public void skipBody() {
        if (request.getLength() <= MAX_SKIPPED) {
            try (InputStream body = Content.Source.asInputStream(request)) {
                body.skip(MAX_SKIPPED);
            } catch (IOException e) {
                throw new UncheckedIOException("The body of the request could not be read.", e);
            }
        }
    }

    private InputStream decoded(InputStream raw) throws IOException {
        return header("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent() ? new GZIPInputStream(raw) : raw;
    }

    Fields queryParameters() {
        return query;
    }
}
