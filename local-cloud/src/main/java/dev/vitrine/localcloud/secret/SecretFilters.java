package dev.vitrine.localcloud.secret;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Which secrets a list is of. */
final class SecretFilters {
    private SecretFilters() {}

    /** Names and descriptions by how they begin; tags by their keys and values. */
    static boolean match(Secret secret, JsonNode filters) {
        for (JsonNode filter : filters) {
            List<String> texts =
                    switch (filter.path("Key").asText()) {
                        case "name" -> List.of(secret.name());
                        case "description" -> secret.description() == null ? List.of() : List.of(secret.description());
                        case "tag-key" -> List.copyOf(secret.tags().keySet());
                        case "tag-value" -> List.copyOf(secret.tags().values());
                        default ->
                            throw SecretErrors.parameter(
                                    "Secrets cannot be filtered by " + filter.path("Key") + " in the local cloud.");
                    };
            boolean any = false;
            for (JsonNode value : filter.path("Values")) {
                any |= texts.stream().anyMatch(text -> text.startsWith(value.asText()));
            }
            if (!any) {
                return false;
            }
        }
        return true;
    }
}
