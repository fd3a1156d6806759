package dev.vitrine.localcloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Members of requests and answers. */
final class EcrJson {
    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 1000;

    private EcrJson() {}

    static Optional<Boolean> flag(JsonNode node, String member) {
        return node.path(member).isBoolean() ? Optional.of(node.path(member).asBoolean()) : Optional.empty();
    }

    /** Seconds since 1970, as ECR writes times. */
    static BigDecimal seconds(long millis) {
        return BigDecimal.valueOf(millis, 3);
    }

    static Map<String, String> tags(JsonNode list) {
        Map<String, String> tags = new TreeMap<>();
        for (JsonNode tag : list) {
            String key = tag.path("Key").asText();
            if (key.isEmpty()
                    || key.length() > 128
                    || tag.path("Value").asText().length() > 256) {
                throw AwsException.badRequest(
                        "InvalidTagParameterException",
                        "A tag has a key of 1 to 128 characters and a value of at most 256.");
            }
            tags.put(key, tag.path("Value").asText());
        }
        if (tags.size() > 50) {
            throw AwsException.badRequest("TooManyTagsException", "A repository can have at most 50 tags.");
        }
        return tags;
    }

    static ArrayNode tags(Map<String, String> tags) {
        return Json.tags(new TreeMap<>(tags));
    }

    /** A page of a list, with the token of the next where there is one. */
    static ObjectNode page(JsonNode input, String member, List<ObjectNode> all) {
        int limit = input.path("maxResults").asInt(DEFAULT_PAGE);
        if (limit < 1 || limit > MAX_PAGE) {
            throw EcrErrors.invalid("maxResults", "must be between 1 and " + MAX_PAGE);
        }
        int from = Json.text(input, "nextToken").map(EcrJson::offset).orElse(0);
        ObjectNode node = Json.object();
        ArrayNode page = node.putArray(member);
        all.stream().skip(from).limit(limit).forEach(page::add);
        if (from + limit < all.size()) {
            node.put("nextToken", Integer.toString(from + limit));
        }
        return node;
    }

    private static int offset(String token) {
        if (!token.matches("\\d{1,9}")) {
            throw EcrErrors.invalid("nextToken", "The token is not one that was given");
        }
        return Integer.parseInt(token);
    }
}
