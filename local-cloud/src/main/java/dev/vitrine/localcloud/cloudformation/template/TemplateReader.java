package dev.vitrine.localcloud.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Reads the sections of a template. */
final class TemplateReader {
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Metadata",
            "Parameters",
            "Mappings",
            "Conditions",
            "Resources",
            "Outputs");
    private static final Set<String> RESOURCE_MEMBERS =
            Set.of("Type", "Properties", "DependsOn", "Condition", "DeletionPolicy", "UpdateReplacePolicy", "Metadata");
    private static final Set<String> POLICIES = Set.of("Delete", "Retain", "RetainExceptOnCreate");

    private final ObjectNode root;

    TemplateReader(ObjectNode root) {
        this.root = root;
    }

    Template read() {
        Set<String> unknown = new TreeSet<>();
        root.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(SECTIONS);
        if (!unknown.isEmpty()) {
            throw format("Invalid template property or properties " + unknown);
        }
        if (section("Resources").isEmpty()) {
            throw new TemplateException("Template format error: At least one Resources member must be defined.");
        }
        return new Template(
                text(root, "Description"),
                Optional.ofNullable(root.get("Metadata")),
                read("Parameters", TemplateReader::parameter),
                section("Mappings"),
                read("Conditions", (_, node) -> ExpressionReader.condition(node)),
                read("Resources", TemplateReader::resource),
                read("Outputs", TemplateReader::output));
    }

    private <T> Map<String, T> read(String section, BiFunction<String, JsonNode, T> reader) {
        Map<String, T> map = new LinkedHashMap<>();
        section(section).properties().forEach(member -> {
            if (!member.getKey().matches("[A-Za-z0-9]+")) {
                throw new TemplateException(
                        "Template format error: " + section + " name " + member.getKey() + " is non alphanumeric.");
            }
            map.put(member.getKey(), reader.apply(member.getKey(), member.getValue()));
        });
        return map;
    }

    private ObjectNode section(String name) {
        JsonNode found = root.path(name);
        if (found.isMissingNode() || found.isNull()) {
            return Json.object();
        }
        if (found instanceof ObjectNode object) {
            return object;
        }
        throw new TemplateException("Template format error: " + name + " must be an object.");
    }

    private static ParameterDeclaration parameter(String name, JsonNode node) {
        List<String> allowed = new ArrayList<>();
        node.path("AllowedValues").forEach(value -> allowed.add(value.asText()));
        return new ParameterDeclaration(
                name,
                text(node, "Type")
                        .orElseThrow(() -> new TemplateException(
                                "Template format error: Every Parameters object must contain a Type member.")),
                scalar(node, "Default"),
                text(node, "Description"),
                node.path("NoEcho").asBoolean(),
                allowed,
                text(node, "AllowedPattern"),
                text(node, "ConstraintDescription"),
                scalar(node, "MinLength").map(Integer::valueOf),
                scalar(node, "MaxLength").map(Integer::valueOf),
                scalar(node, "MinValue").map(Double::valueOf),
                scalar(node, "MaxValue").map(Double::valueOf));
    }

    private static ResourceDeclaration resource(String id, JsonNode node) {
        node.fieldNames().forEachRemaining(member -> {
            if (!RESOURCE_MEMBERS.contains(member)) {
                throw format("Invalid template resource property '" + member + "'");
            }
        });
        String type = text(node, "Type")
                .orElseThrow(() -> new TemplateException("Template format error: [/Resources/" + id
                        + "] Every Resources object must contain a Type member."));
        JsonNode properties = node.path("Properties");
        List<String> dependsOn = new ArrayList<>();
        if (node.path("DependsOn").isTextual()) {
            dependsOn.add(node.path("DependsOn").textValue());
        }
        node.path("DependsOn").forEach(name -> dependsOn.add(name.asText()));
        return new ResourceDeclaration(
                id,
                type,
                properties.isMissingNode() || properties.isNull()
                        ? new Expression.Members(Map.of())
                        : ExpressionReader.read(properties),
                dependsOn,
                text(node, "Condition"),
                policy(id, node, "DeletionPolicy"),
                policy(id, node, "UpdateReplacePolicy"));
    }

    private static String policy(String id, JsonNode node, String member) {
        String policy = text(node, member).orElse("Delete");
        if (!POLICIES.contains(policy)) {
            throw new TemplateException(
                    "Template error: Unrecognized " + member + " " + policy + " for resource " + id);
        }
        return policy;
    }

    private static OutputDeclaration output(String key, JsonNode node) {
        if (!node.has("Value")) {
            throw new TemplateException("Template format error: Every Outputs member must contain a Value object");
        }
        return new OutputDeclaration(
                key,
                ExpressionReader.read(node.get("Value")),
                text(node, "Description"),
                Optional.ofNullable(node.path("Export").get("Name")).map(ExpressionReader::read),
                text(node, "Condition"));
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.path(member).textValue());
    }

    private static Optional<String> scalar(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static TemplateException format(String text) {
        return new TemplateException("Template error: " + text);
    }
}
