package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.cloudformation.template.ParameterDeclaration;
import dev.vitrine.localcloud.cloudformation.template.ResourceDeclaration;
import dev.vitrine.localcloud.cloudformation.template.Template;
import dev.vitrine.localcloud.http.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The operations that tell of stacks and change nothing. */
final class Reads {
    private static final int PAGE = 100;

    private final StackStore store;
    private final StackInput inputs;
    private final Exports exports;

    Reads(StackStore store, StackInput inputs, Exports exports) {
        this.store = store;
        this.inputs = inputs;
        this.exports = exports;
    }

    ObjectNode describeStacks(ObjectNode input) {
        List<Stack> stacks = input.has("StackName")
                ? List.of(stack(input))
                : store.live().stream()
                        .sorted(Comparator.comparingLong(Stack::createdAt).reversed())
                        .toList();
        return page(input, "Stacks", stacks.stream().map(StackView::stack).toList());
    }

    ObjectNode listStacks(ObjectNode input) {
        List<String> states = StackInput.texts(input.path("StackStatusFilter"));
        return page(
                input,
                "StackSummaries",
                store.all().stream()
                        .filter(stack -> states.isEmpty()
                                || states.contains(stack.status().name()))
                        .sorted(Comparator.comparingLong(Stack::createdAt).reversed())
                        .map(StackView::summary)
                        .toList());
    }

    ObjectNode events(ObjectNode input) {
        return page(
                input,
                "StackEvents",
                store.events(stack(input).id()).stream().map(StackView::event).toList());
    }

    ObjectNode resource(ObjectNode input) {
        Stack stack = stack(input);
        StackResource resource = resource(stack, input.path("LogicalResourceId").asText());
        ObjectNode detail =
                StackView.resource(resource, stack).put("LastUpdatedTimestamp", StackView.time(resource.changedAt()));
        return Json.object().set("StackResourceDetail", detail);
    }

    private StackResource resource(Stack stack, String logicalId) {
        return Optional.ofNullable(store.resources(stack.id()).get(logicalId))
                .orElseThrow(
                        () -> Errors.validation("Resource " + logicalId + " does not exist for stack " + stack.name()));
    }

    ObjectNode resources(ObjectNode input) {
        Stack stack = input.has("StackName")
                ? stack(input)
                : owner(input.path("PhysicalResourceId").asText());
        List<StackResource> resources = input.has("LogicalResourceId")
                ? List.of(resource(stack, input.path("LogicalResourceId").asText()))
                : List.copyOf(store.resources(stack.id()).values());
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("StackResources");
        resources.forEach(resource ->
                found.add(StackView.resource(resource, stack).put("Timestamp", StackView.time(resource.changedAt()))));
        return answer;
    }

    private Stack owner(String physicalId) {
        return store.live().stream()
                .filter(stack -> store.resources(stack.id()).values().stream()
                        .anyMatch(resource -> physicalId.equals(resource.physicalId())))
                .findFirst()
                .orElseThrow(() -> Errors.validation("Stack for " + physicalId + " does not exist"));
    }

    ObjectNode listResources(ObjectNode input) {
        return page(
                input,
                "StackResourceSummaries",
                store.resources(stack(input).id()).values().stream()
                        .map(resource -> StackView.summary(resource)
                                .put("LastUpdatedTimestamp", StackView.time(resource.changedAt())))
                        .toList());
    }

    ObjectNode template(ObjectNode input) {
        String changeSet = input.path("ChangeSetName").asText();
        String body = changeSet.isEmpty()
                ? stack(input).body()
                : store.changeSets().stream()
                        .filter(each -> each.id().equals(changeSet)
                                || (each.name().equals(changeSet)
                                        && each.target()
                                                .name()
                                                .equals(input.path("StackName").asText())))
                        .findFirst()
                        .orElseThrow(() -> Errors.noChangeSet(changeSet))
                        .target()
                        .body();
        ObjectNode answer = Json.object().put("TemplateBody", body);
        answer.putArray("StagesAvailable").add("Original").add("Processed");
        return answer;
    }

    ObjectNode validate(ObjectNode input) {
        return summary(StackInput.parse(inputs.body(input, null)), false);
    }

    ObjectNode templateSummary(ObjectNode input) {
        String body = input.has("StackName") ? stack(input).body() : inputs.body(input, null);
        return summary(StackInput.parse(body), true);
    }

    private static ObjectNode summary(Template template, boolean whole) {
        ObjectNode answer = Json.object();
        ArrayNode parameters = answer.putArray("Parameters");
        template.parameters().values().forEach(parameter -> parameters.add(parameter(parameter, whole)));
        template.description().ifPresent(text -> answer.put("Description", text));
        template.capability().ifPresent(capability -> {
            answer.putArray("Capabilities").add(capability);
            answer.put("CapabilitiesReason", "The following resource(s) require capabilities: [AWS::IAM::Role]");
        });
        if (whole) {
            ArrayNode types = answer.putArray("ResourceTypes");
            template.resources().values().stream()
                    .map(ResourceDeclaration::type)
                    .distinct()
                    .sorted()
                    .forEach(types::add);
            answer.put("Version", "2010-09-09");
            template.metadata().ifPresent(metadata -> answer.put("Metadata", metadata.toString()));
        }
        return answer;
    }

    private static ObjectNode parameter(ParameterDeclaration parameter, boolean whole) {
        ObjectNode node = Json.object().put("ParameterKey", parameter.name());
        parameter.defaultValue().ifPresent(value -> node.put("DefaultValue", value));
        node.put("NoEcho", parameter.noEcho());
        parameter.description().ifPresent(text -> node.put("Description", text));
        if (whole) {
            node.put("ParameterType", parameter.type());
            node.putObject("ParameterConstraints").set("AllowedValues", StackView.texts(parameter.allowedValues()));
        }
        return node;
    }

    ObjectNode exports(ObjectNode input) {
        return page(
                input,
                "Exports",
                new TreeMap<>(exports.all())
                        .entrySet().stream()
                                .map(export -> Json.object()
                                        .put(
                                                "ExportingStackId",
                                                export.getValue().stack().id())
                                        .put("Name", export.getKey())
                                        .put("Value", export.getValue().value()))
                                .toList());
    }

    ObjectNode imports(ObjectNode input) {
        String name = input.path("ExportName").asText();
        List<String> importers = exports.importers(name);
        if (importers.isEmpty()) {
            throw Errors.validation("Export '" + name + "' is not imported by any stack.");
        }
        ObjectNode answer = Json.object();
        answer.set("Imports", StackView.texts(importers));
        return answer;
    }

    private Stack stack(ObjectNode input) {
        String name = StackInput.stackName(input);
        return store.stack(name).orElseThrow(() -> Errors.noStack(name));
    }

    /** A page of a hundred, whose token is the place where the next begins. */
    private static ObjectNode page(ObjectNode input, String member, List<ObjectNode> all) {
        String token = input.path("NextToken").asText("0");
        if (!token.matches("\\d{1,9}")) {
            throw Errors.validation("NextToken is invalid.");
        }
        int from = Math.min(Integer.parseInt(token), all.size());
        int to = Math.min(from + PAGE, all.size());
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray(member);
        all.subList(from, to).forEach(items::add);
        if (to < all.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return answer;
    }
}
