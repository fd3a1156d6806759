package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Pages of names: the token of the next page tells how many were given already. */
final class Pages {
    private static final int MAX = 100;

    private Pages() {}

    /** Answers with the page of {@code values} that the input asks for, as the given member. */
    static ObjectNode answer(ObjectNode input, String member, List<String> values) {
        int size = input.path("maxResults").asInt(MAX);
        if (size < 1 || size > MAX) {
            throw EcsErrors.invalid("maxResults must be between 1 and " + MAX + ".");
        }
        int start = Math.min(start(input.path("nextToken").asText()), values.size());
        int end = Math.min(start + size, values.size());
        ObjectNode node = Json.object();
        node.set(member, Json.strings(values.subList(start, end)));
        if (end < values.size()) {
            String token =
                    Base64.getUrlEncoder().encodeToString(Integer.toString(end).getBytes(StandardCharsets.US_ASCII));
            node.put("nextToken", token);
        }
        return node;
    }

    private static int start(String token) {
        if (token.isEmpty()) {
            return 0;
        }
        try {
            return Integer.parseInt(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw EcsErrors.invalid("Invalid token.");
        }
    }
}
