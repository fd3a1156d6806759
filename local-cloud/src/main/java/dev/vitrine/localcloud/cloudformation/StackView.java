package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.cloudformation.template.ParameterDeclaration;
import dev.vitrine.localcloud.cloudformation.template.Template;
import dev.vitrine.localcloud.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stacks, resources and events as CloudFormation's answers show them. */
final class StackView {
    private StackView() {}

    static ObjectNode stack(Stack stack) {
        ObjectNode node = Json.object().put("StackId", stack.id()).put("StackName", stack.name());
        put(node, "ChangeSetId", stack.changeSetId());
        Template template = stack.template();
        put(node, "Description", template.description().orElse(null));
        parameters(node, stack);
        times(node, stack);
        node.put("DisableRollback", stack.disableRollback())
                .put("StackStatus", stack.status().name());
        put(node, "StackStatusReason", stack.reason());
        node.set("Capabilities", texts(stack.capabilities()));
        ArrayNode outputs = node.putArray("Outputs");
        stack.outputs().forEach(output -> {
            ObjectNode to = outputs.addObject().put("OutputKey", output.key()).put("OutputValue", output.value());
            put(to, "Description", output.description());
            put(to, "ExportName", output.exportName());
        });
        tags(node, stack);
        node.put("EnableTerminationProtection", stack.terminationProtection());
        node.putArray("NotificationARNs");
        node.putObject("DriftInformation").put("StackDriftStatus", "NOT_CHECKED");
        node.putObject("RollbackConfiguration");
        return node;
    }

    static ObjectNode summary(Stack stack) {
        ObjectNode node = Json.object().put("StackId", stack.id()).put("StackName", stack.name());
        put(node, "TemplateDescription", stack.template().description().orElse(null));
        times(node, stack);
        node.put("StackStatus", stack.status().name());
        put(node, "StackStatusReason", stack.reason());
        node.putObject("DriftInformation").put("StackDriftStatus", "NOT_CHECKED");
        return node;
    }

    private static void times(ObjectNode node, Stack stack) {
        node.put("CreationTime", time(stack.createdAt()));
        Long updated = stack.updatedAt();
        if (updated != null) {
            node.put("LastUpdatedTime", time(updated));
        }
        Long deleted = stack.deletedAt();
        if (deleted != null) {
            node.put("DeletionTime", time(deleted));
        }
    }

    static void parameters(ObjectNode node, Stack stack) {
        ArrayNode parameters = node.putArray("Parameters");
        Map<String, ParameterDeclaration> declared = stack.template().parameters();
        new TreeMap<>(stack.parameters()).forEach((name, value) -> {
            ParameterDeclaration declaration = declared.get(name);
            boolean hidden = declaration != null && declaration.noEcho();
            ObjectNode parameter =
                    parameters.addObject().put("ParameterKey", name).put("ParameterValue", hidden ? "****" : value);
            put(parameter, "ResolvedValue", stack.resolved().get(name));
        });
    }

    static void tags(ObjectNode node, Stack stack) {
        ArrayNode tags = node.putArray("Tags");
        new TreeMap<>(stack.tags())
                .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    }

    static ObjectNode resource(StackResource resource, Stack stack) {
        ObjectNode node = summary(resource);
        return node.put("StackId", stack.id()).put("StackName", stack.name());
    }

    static ObjectNode summary(StackResource resource) {
        ObjectNode node = Json.object().put("LogicalResourceId", resource.logicalId());
        put(node, "PhysicalResourceId", resource.physicalId());
        node.put("ResourceType", resource.type())
                .put("ResourceStatus", resource.status().name());
        put(node, "ResourceStatusReason", resource.reason());
        node.putObject("DriftInformation").put("StackResourceDriftStatus", "NOT_CHECKED");
        return node;
    }

    static ObjectNode event(StackEvent event) {
        ObjectNode node = Json.object()
                .put("StackId", event.stackId())
                .put("EventId", event.id())
                .put("StackName", event.stackName())
                .put("LogicalResourceId", event.logicalId())
                .put("PhysicalResourceId", event.physicalId())
                .put("ResourceType", event.type())
                .put("Timestamp", time(event.at()))
                .put("ResourceStatus", event.status());
        put(node, "ResourceStatusReason", event.reason());
        put(node, "ResourceProperties", event.properties());
        return node;
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static void put(ObjectNode node, String member, @Nullable String value) {
        if (value != null) {
            node.put(member, value);
        }
    }
}
