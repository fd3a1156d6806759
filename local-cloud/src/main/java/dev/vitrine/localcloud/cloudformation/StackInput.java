package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.cloudformation.template.ParameterValues;
import dev.vitrine.localcloud.cloudformation.template.Template;
import dev.vitrine.localcloud.cloudformation.template.TemplateException;
import dev.vitrine.localcloud.cloudformation.type.Provision;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Calls;
import dev.vitrine.localcloud.http.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the operations on stacks are given: template, parameters, tags and capabilities. */
final class StackInput {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}");
    private static final int MAX_BODY = 1_000_000;

    private final Calls calls;
    private final NetworkParameters networks;

    StackInput(Calls calls) {
        this.calls = calls;
        this.networks = new NetworkParameters(calls);
    }

    static String stackName(ObjectNode input) {
        String name = input.path("StackName").asText();
        if (name.isEmpty()) {
            throw Errors.validation("1 validation error detected: Value null at 'stackName' failed to satisfy"
                    + " constraint: Member must not be null");
        }
        if (!name.startsWith("arn:") && !NAME.matcher(name).matches()) {
            throw Errors.validation("1 validation error detected: Value '" + name + "' at 'stackName' failed to satisfy"
                    + " constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
        }
        return name;
    }

    static String stackId(String name) {
        return "arn:aws:cloudformation:" + Provision.REGION + ":" + Provision.ACCOUNT + ":stack/" + name + "/"
                + UUID.randomUUID();
    }

    /** The stack that an operation asks for, made from a stack that is there or from nothing. */
    Stack target(ObjectNode input, @Nullable Stack previous, String id, String name, long now) {
        String body = body(input, previous);
        Template template = parse(body);
        Map<String, String> parameters = parameters(input, template, previous);
        networks.check(template, parameters);
        List<String> capabilities = texts(input.path("Capabilities"));
        requireCapability(template, capabilities);
        Map<String, String> tags = input.has("Tags") || previous == null ? tags(input) : previous.tags();
        return new Stack(
                id,
                name,
                previous == null ? StackStatus.CREATE_IN_PROGRESS : previous.status(),
                null,
                body,
                parameters,
                resolved(template, parameters),
                tags,
                capabilities,
                previous == null ? List.of() : previous.outputs(),
                previous == null ? List.of() : previous.imports(),
                previous == null ? now : previous.createdAt(),
                previous == null ? null : previous.updatedAt(),
                null,
                previous == null ? input.path("DisableRollback").asBoolean() : previous.disableRollback(),
                previous == null
                        ? input.path("EnableTerminationProtection").asBoolean()
                        : previous.terminationProtection(),
                null);
    }

    /** The text of the template that is meant. */
    String body(ObjectNode input, @Nullable Stack previous) {
        String body = input.path("TemplateBody").asText();
        if (!body.isEmpty()) {
            return bounded(body);
        }
        String url = input.path("TemplateURL").asText();
        if (!url.isEmpty()) {
            return bounded(fetch(url));
        }
        if (previous != null && input.path("UsePreviousTemplate").asBoolean()) {
            return previous.body();
        }
        throw Errors.validation("Either Template URL or Template Body must be specified.");
    }

    private static String bounded(String body) {
        if (body.length() > MAX_BODY) {
            throw Errors.validation("Template may not exceed 1000000 bytes in size.");
        }
        return body;
    }

    private String fetch(String url) {
        try {
            URI uri = URI.create(url);
            boolean bucketInHost = uri.getHost() != null && uri.getHost().matches(".+\\.s3[.-].*amazonaws\\.com");
            String bucket = bucketInHost ? "/" + uri.getHost().replaceFirst("\\.s3[.-].*", "") : "";
            return calls.rest("s3", "GET", bucket + uri.getRawPath(), "");
        } catch (IllegalArgumentException e) {
            throw Errors.validation("TemplateURL must be a supported URL.");
        } catch (AwsException e) {
            throw Errors.validation("S3 error: " + e.getMessage());
        }
    }

    static Template parse(String body) {
        try {
            return Template.parse(body);
        } catch (TemplateException e) {
            throw Errors.validation(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> parameters(ObjectNode input, Template template, @Nullable Stack previous) {
        Map<String, String> given = new LinkedHashMap<>();
        for (JsonNode parameter : input.path("Parameters")) {
            String name = parameter.path("ParameterKey").asText();
            if (parameter.path("UsePreviousValue").asBoolean()) {
                String value = previous == null ? null : previous.parameters().get(name);
                if (value == null) {
                    throw Errors.validation(
                            "Invalid input for parameter key " + name + ". Cannot specify usePreviousValue as true for"
                                    + " a parameter key not in the previous template");
                }
                given.put(name, value);
            } else {
                given.put(name, parameter.path("ParameterValue").asText());
            }
        }
        try {
            return ParameterValues.of(template, given).values();
        } catch (TemplateException e) {
            throw Errors.validation(String.valueOf(e.getMessage()));
        }
    }

    /** The values of those parameters that name one of Systems Manager's. */
    private Map<String, String> resolved(Template template, Map<String, String> parameters) {
        Map<String, String> resolved = new LinkedHashMap<>();
        template.parameters().values().stream()
                .filter(declaration -> declaration.namesParameter())
                .forEach(declaration -> {
                    String name = parameters.getOrDefault(declaration.name(), "");
                    ObjectNode request = Json.object().put("Name", name);
                    try {
                        JsonNode answer = calls.json("AmazonSSM", "GetParameter", request);
                        resolved.put(
                                declaration.name(),
                                answer.path("Parameter").path("Value").asText());
                    } catch (AwsException e) {
                        throw Errors.validation(
                                "Unable to fetch parameters [" + name + "] from parameter store for this account.");
                    }
                });
        return resolved;
    }

    private static void requireCapability(Template template, List<String> capabilities) {
        template.capability().ifPresent(needed -> {
            boolean granted = capabilities.contains("CAPABILITY_NAMED_IAM") || capabilities.contains(needed);
            if (!granted) {
                throw AwsException.badRequest(
                        "InsufficientCapabilitiesException", "Requires capabilities : [" + needed + "]");
            }
        });
    }

    private static Map<String, String> tags(ObjectNode input) {
        Map<String, String> tags = new LinkedHashMap<>();
        input.path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
