package dev.vitrine.web.limit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The JSON object that a request brings, read whole; so many values and so deep as a small frontend can hold. */
public final class JsonBody {
    /** Most names, values and brackets of a body. */
    private static final int MOST_TOKENS = 200_000;

    private static final int DEEPEST = 50;

    private JsonBody() {}

    /** Makes a mapper that reads no more than can be held. */
    public static JsonMapper.Builder mapper() {
        return JsonMapper.builder(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxTokenCount(MOST_TOKENS)
                        .maxNestingDepth(DEEPEST)
                        .build())
                .build());
    }

    /**
     * Reads the request's body.
     *
     * @param key begins the texts {@code .no-json} and {@code .no-body} of problems
     */
    public static ObjectNode read(Context ctx, JsonMapper mapper, String key) {
        try (InputStream in = LargeBodies.open(ctx)) {
            return read(in, mapper, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #read(Context, JsonMapper, String)}, of a stream. */
    public static ObjectNode read(InputStream in, JsonMapper mapper, String key) throws IOException {
        try {
            JsonNode body = mapper.readTree(in);
            if (body instanceof ObjectNode object) {
                return object;
            }
            throw Problem.badRequest("", key + ".no-body");
        } catch (StreamConstraintsException e) {
            throw Problem.told(HttpStatus.CONTENT_TOO_LARGE, "json.large", MOST_TOKENS)
                    .exception();
        } catch (JsonProcessingException e) {
            throw Problem.badRequest("", key + ".no-json", e.getOriginalMessage());
        } catch (NumberFormatException e) {
            throw Problem.badRequest("", "json.exponent");
        }
    }
}
