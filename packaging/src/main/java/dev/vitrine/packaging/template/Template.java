package dev.vitrine.packaging.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A template as it is written.
 *
 * @param root with short tags as functions
 */
public record Template(JsonNode root) {
    public static Template read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the template " + file, e);
        }
    }

    /**
     * Reads the text of a template.
     *
     * @throws TemplateException when it is not YAML
     */
    public static Template parse(String yaml) {
        return new Template(TemplateText.parse(yaml));
    }

    /** Parameters with their declarations. */
    public Map<String, JsonNode> parameters() {
        return section("Parameters");
    }

    public Map<String, JsonNode> outputs() {
        return section("Outputs");
    }

    Map<String, JsonNode> resources() {
        return section("Resources");
    }

    Map<String, JsonNode> conditions() {
        return section("Conditions");
    }

    JsonNode mappings() {
        return root.path("Mappings");
    }

    /** The conditions, and whether each holds with these parameters. */
    public Map<String, Boolean> conditions(Map<String, String> given, String region) {
        Resolver resolver = resolver(given, region);
        Map<String, Boolean> holding = new LinkedHashMap<>();
        conditions().keySet().forEach(name -> holding.put(name, resolver.holds(name)));
        return holding;
    }

    private Map<String, JsonNode> section(String name) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        root.path(name).properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    /**
     * The resources of a stack with these parameters; those left out have their defaults.
     *
     * @throws TemplateException when a parameter has no value, or something refers to what is not there
     */
    public List<Resource> resolve(Map<String, String> given, String region) {
        Resolver resolver = resolver(given, region);
        List<Resource> resources = new ArrayList<>();
        resources().forEach((id, declared) -> {
            if (resolver.exists(id)) {
                Set<String> attributes = new LinkedHashSet<>();
                JsonNode properties = resolver.at(id, attributes).value(declared.path("Properties"));
                resolver.checkDependencies(id, declared.path("DependsOn"));
                resources.add(new Resource(
                        id,
                        declared.path("Type").asText(),
                        properties instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(),
                        attributes));
            }
        });
        outputs().forEach((id, declared) -> {
            JsonNode condition = declared.path("Condition");
            if (condition.isMissingNode() || resolver.holds(condition.asText())) {
                resolver.at("Outputs." + id, new LinkedHashSet<>()).value(declared.path("Value"));
            }
        });
        return resources;
    }

    private Resolver resolver(Map<String, String> given, String region) {
        Map<String, String> values = new LinkedHashMap<>();
        parameters().forEach((name, declared) -> {
            String value = given.getOrDefault(name, declared.path("Default").asText(null));
            if (value == null) {
                throw new TemplateException("parameter " + name + " has no value");
            }
            values.put(name, value);
        });
        given.keySet().stream()
                .filter(name -> !values.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new TemplateException("there is no parameter " + name);
                });
        return new Resolver(this, values, region);
    }
}
