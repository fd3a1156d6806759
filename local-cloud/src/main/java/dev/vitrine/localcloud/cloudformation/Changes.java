package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.cloudformation.template.ResourceDeclaration;
import dev.vitrine.localcloud.cloudformation.template.Template;
import dev.vitrine.localcloud.cloudformation.type.ResourceTypes;
import dev.vitrine.localcloud.http.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what an operation would do to the resources of a stack, without doing it. */
final class Changes {
    private final Stack target;
    private final Map<String, StackResource> resources;
    private final Exports exports;

    Changes(Stack target, Map<String, StackResource> resources, Exports exports) {
        this.target = target;
        this.resources = resources;
        this.exports = exports;
    }

    /** True if the resource cannot be changed in place. */
    static boolean replaces(String oldType, ObjectNode before, String type, ObjectNode after) {
        return !oldType.equals(type)
                || changed(before, after).stream().anyMatch(property -> replaces(type, property, before, after));
    }

    private static boolean replaces(String type, String property, ObjectNode before, ObjectNode after) {
        return Resolution.schema(type).replaces(property)
                || ResourceTypes.of(type).replacing(before, after).contains(property);
    }

    private static Set<String> changed(ObjectNode before, ObjectNode after) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> before.path(name).equals(after.path(name)));
        return names;
    }

    /**
     * The changes as DescribeChangeSet shows them.
     *
     * @throws dev.vitrine.localcloud.cloudformation.template.TemplateException when the template has no values
     */
    List<ObjectNode> list() {
        Template template = target.template();
        Set<String> unknown = new HashSet<>();
        Map<String, StackResource> known = new HashMap<>(resources);
        Resolution resolution =
                new Resolution(target, template, new StackScope(target, template, known, unknown, exports::value));
        List<ObjectNode> changes = new ArrayList<>();
        Set<String> gone = new TreeSet<>(resources.keySet());
        for (ResourceDeclaration declaration : resolution.resources()) {
            gone.remove(declaration.id());
            StackResource current = resources.get(declaration.id());
            if (current == null || current.physicalId() == null) {
                unknown.add(declaration.id());
                resolution.properties(declaration);
                changes.add(change("Add", declaration.id(), declaration.type(), null));
            } else {
                ObjectNode properties = resolution.properties(declaration);
                boolean sameType = current.type().equals(declaration.type());
                if (!sameType || !properties.equals(current.properties())) {
                    boolean replaces = replaces(current.type(), current.properties(), declaration.type(), properties);
                    changes.add(modification(declaration, current, properties, replaces));
                    if (replaces) {
                        unknown.add(declaration.id());
                    }
                }
            }
        }
        gone.forEach(id -> {
            StackResource resource = resources.get(id);
            if (resource != null) {
                changes.add(change("Remove", id, resource.type(), resource.physicalId()));
            }
        });
        return changes;
    }

    private static ObjectNode modification(
            ResourceDeclaration declaration, StackResource current, ObjectNode properties, boolean replaces) {
        ObjectNode change = change("Modify", declaration.id(), declaration.type(), current.physicalId());
        ObjectNode resource = (ObjectNode) change.get("ResourceChange");
        ArrayNode scope = resource.putArray("Scope");
        ArrayNode details = resource.putArray("Details");
        boolean certain = !current.type().equals(declaration.type());
        Set<String> parts = new TreeSet<>();
        for (String name : changed(current.properties(), properties)) {
            boolean dynamic = properties.path(name).toString().contains(StackScope.UNKNOWN);
            boolean recreates = replaces(declaration.type(), name, current.properties(), properties);
            certain |= recreates && !dynamic;
            parts.add(name.equals("Tags") ? "Tags" : "Properties");
            details.add(detail(name, dynamic, recreates));
        }
        parts.forEach(scope::add);
        return replaced(change, replaces ? (certain ? "True" : "Conditional") : "False");
    }

    private static ObjectNode replaced(ObjectNode change, String replacement) {
        ((ObjectNode) change.get("ResourceChange")).put("Replacement", replacement);
        return change;
    }

    private static ObjectNode detail(String property, boolean dynamic, boolean recreates) {
        ObjectNode detail = Json.object();
        ObjectNode at = detail.putObject("Target").put("Attribute", property.equals("Tags") ? "Tags" : "Properties");
        if (!property.equals("Tags")) {
            at.put("Name", property);
        }
        at.put("RequiresRecreation", recreates ? (dynamic ? "Conditionally" : "Always") : "Never");
        return detail.put("Evaluation", dynamic ? "Dynamic" : "Static")
                .put("ChangeSource", dynamic ? "ResourceReference" : "DirectModification");
    }

    private static ObjectNode change(String action, String id, String type, @Nullable String physicalId) {
        ObjectNode change = Json.object().put("Type", "Resource");
        ObjectNode resource =
                change.putObject("ResourceChange").put("Action", action).put("LogicalResourceId", id);
        if (physicalId != null) {
            resource.put("PhysicalResourceId", physicalId);
        }
        resource.put("ResourceType", type);
        return change;
    }

    /** True if carrying out the target would do anything to a stack that is as it was last asked to be. */
    boolean isAny(Stack current) {
        JsonNode before = comparable(current);
        return !list().isEmpty() || !before.equals(comparable(target));
    }

    /** What makes a change although no resource changes: outputs, policies and tags. */
    private static JsonNode comparable(Stack stack) {
        Template template = stack.template();
        ObjectNode node = Json.object();
        node.put("outputs", template.outputs().toString());
        node.put("tags", new java.util.TreeMap<>(stack.tags()).toString());
        template.resources()
                .forEach((id, resource) -> node.put(id, resource.deletionPolicy() + resource.replacePolicy()));
        return node;
    }
}
