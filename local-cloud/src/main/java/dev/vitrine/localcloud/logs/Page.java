package dev.vitrine.localcloud.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.function.Function;

/** Pages of things that are listed by name: the token is the name at which the next page begins. */
final class Page {
    private Page() {}

    /** The name that a token stands for. */
    static String name(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalidToken();
        }
    }

    static String token(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    static AwsException invalidToken() {
        return Arguments.invalid("The specified nextToken is invalid.");
    }

    /**
     * @param things from the page's first on
     * @param member the name of the list in the answer
     */
    static <T> ObjectNode of(
            Iterator<T> things, int limit, String member, Function<T, String> name, Function<T, ObjectNode> shown) {
        ObjectNode page = Json.object();
        ArrayNode list = page.putArray(member);
        while (things.hasNext()) {
            T thing = things.next();
            if (list.size() == limit) {
                return page.put("nextToken", token(name.apply(thing)));
            }
            list.add(shown.apply(thing));
        }
        return page;
    }
}
