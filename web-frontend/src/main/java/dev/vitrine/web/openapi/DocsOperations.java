package dev.vitrine.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.web.openapi.DocsPage.Group;
import dev.vitrine.web.openapi.DocsPage.Operation;
import dev.vitrine.web.openapi.DocsPage.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the operations of an OpenAPI document for the page, by tag. */
final class DocsOperations {
    private DocsOperations() {}

    static List<Group> of(ObjectNode document) {
        List<Group> groups = new ArrayList<>();
        for (JsonNode tag : document.path("tags")) {
            String name = tag.path("name").asText();
            List<Operation> operations = new ArrayList<>();
            document.path("paths")
                    .properties()
                    .forEach(path -> path.getValue().properties().forEach(method -> {
                        JsonNode operation = method.getValue();
                        if (operation.path("tags").path(0).asText().equals(name)) {
                            operations.add(operation(document, path.getKey(), method.getKey(), operation));
                        }
                    }));
            groups.add(new Group(name, tag.path("description").asText(), operations));
        }
        return groups;
    }

    private static Operation operation(ObjectNode document, String path, String method, JsonNode operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode given : operation.path("parameters")) {
            JsonNode parameter =
                    given.has("$ref") ? document.at(given.path("$ref").asText().substring(1)) : given;
            parameters.add(new Parameter(
                    parameter.path("name").asText(),
                    parameter.path("in").asText(),
                    parameter.path("required").asBoolean(),
                    parameter.path("description").asText()));
        }
        List<String> mediaTypes = new ArrayList<>();
        JsonNode content = operation.path("requestBody").path("content");
        content.fieldNames().forEachRemaining(type -> {
            if (!type.equals("multipart/form-data")) {
                mediaTypes.add(type);
            }
        });
        JsonNode example = mediaTypes.isEmpty()
                ? document.missingNode()
                : content.path(mediaTypes.getFirst()).path("example");
        return new Operation(
                operation.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                operation.path("summary").asText(),
                operation.path("description").asText(),
                parameters,
                mediaTypes,
                example.isMissingNode() ? "" : example.isTextual() ? example.asText() : example.toPrettyString(),
                operation.path("responses").path("200").path("content").has("text/event-stream"));
    }
}
