package dev.vitrine.localcloud.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The aliases of functions, and Lambda's operations on them. */
final class Aliases {
    private static final Pattern NAME = Pattern.compile("(?!^[0-9]+$)[a-zA-Z0-9-_]{1,128}");

    private final JsonTable<Alias> table;
    private final Versions versions;

    Aliases(StateFile state, Versions versions) {
        this.table = state.table("aliases", Alias.class);
        this.versions = versions;
    }

    Optional<Alias> find(String function, String name) {
        return table.get(key(function, name));
    }

    List<Alias> of(String function) {
        return table.prefixed(function + ":");
    }

    synchronized ObjectNode create(Function function, JsonNode input) {
        String name = input.path("Name").asText();
        if (!NAME.matcher(name).matches()) {
            throw LambdaErrors.constraint(name, "name", "satisfy regular expression pattern: " + NAME.pattern());
        }
        if (find(function.name(), name).isPresent()) {
            throw new AwsException(
                    409,
                    "ResourceConflictException",
                    "Alias already exists: " + FunctionName.arn(function.name()) + ":" + name);
        }
        return put(new Alias(
                function.name(),
                name,
                version(function, input.path("FunctionVersion").asText()),
                input.path("Description").asText(),
                weights(function, input),
                revision()));
    }

    synchronized ObjectNode update(Function function, String name, JsonNode input) {
        Alias there = require(function, name);
        if (input.hasNonNull("RevisionId") && !input.path("RevisionId").asText().equals(there.revisionId())) {
            throw LambdaErrors.stale();
        }
        return put(new Alias(
                there.function(),
                name,
                input.hasNonNull("FunctionVersion")
                        ? version(function, input.path("FunctionVersion").asText())
                        : there.version(),
                input.path("Description").asText(there.description()),
                input.has("RoutingConfig") ? weights(function, input) : there.weights(),
                revision()));
    }

    ObjectNode get(Function function, String name) {
        return require(function, name).json();
    }

    ObjectNode list(Function function, Optional<String> version) {
        ObjectNode node = Json.object();
        ArrayNode aliases = node.putArray("Aliases");
        of(function.name()).stream()
                .filter(alias -> version.isEmpty() || alias.names(version.get()))
                .map(Alias::json)
                .forEach(aliases::add);
        return node;
    }

    synchronized void delete(Function function, String name) {
        table.remove(key(function.name(), name));
    }

    void deleteAll(String function) {
        of(function).forEach(alias -> table.remove(key(function, alias.name())));
    }

    private ObjectNode put(Alias alias) {
        table.put(key(alias.function(), alias.name()), alias);
        return alias.json();
    }

    private Alias require(Function function, String name) {
        return find(function.name(), name)
                .orElseThrow(() -> new AwsException(
                        404,
                        "ResourceNotFoundException",
                        "Cannot find alias arn: " + FunctionName.arn(function.name()) + ":" + name));
    }

    private String version(Function function, String version) {
        if (!version.equals(FunctionName.LATEST)
                && versions.find(function.name(), version).isEmpty()) {
            throw LambdaErrors.notFound(FunctionName.arn(function.name()) + ":" + version);
        }
        return version;
    }

    private Map<String, Double> weights(Function function, JsonNode input) {
        Map<String, Double> weights = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                input.path("RoutingConfig").path("AdditionalVersionWeights").properties()) {
            double weight = entry.getValue().asDouble(-1);
            if (weight < 0 || weight > 1) {
                throw LambdaErrors.constraint(
                        entry.getValue().asText(),
                        "routingConfig.additionalVersionWeights",
                        "have value between 0 and 1");
            }
            weights.put(version(function, entry.getKey()), weight);
        }
        if (weights.size() > 1) {
            throw LambdaErrors.invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
        }
        return weights;
    }

    private static String key(String function, String name) {
        return function + ":" + name;
    }

    private static String revision() {
        return UUID.randomUUID().toString();
    }
}
