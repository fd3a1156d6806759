package dev.vitrine.localcloud.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.http.JsonService;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Systems Manager's Parameter Store: the newest version of each parameter. */
public final class ParameterService implements JsonService {
    private static final Pattern NAME = Pattern.compile("/?[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");
    private static final int MOST_NAMES = 10;
    private static final int PAGE = 50;
    private static final int STANDARD_BYTES = 4096;
    private static final int ADVANCED_BYTES = 8192;

    private final StateFile state;
    private final JsonTable<Parameter> table;
    private final Clock clock;

    /** @param folder for the parameters, this service's alone */
    public ParameterService(Path folder, Clock clock) {
        this.state = StateFile.openPrivate(folder.resolve("parameters.mv"));
        this.table = state.table("parameters", Parameter.class);
        this.clock = clock;
    }

    @Override
    public String targetPrefix() {
        return "AmazonSSM";
    }

    @Override
    public JsonNode call(String operation, ObjectNode input) {
        return switch (operation) {
            case "PutParameter" -> put(input);
            case "GetParameter" ->
                Json.object()
                        .set(
                                "Parameter",
                                ParameterJson.write(find(input.path("Name").asText()), decrypts(input)));
            case "GetParameters" -> several(input);
            case "GetParametersByPath" -> byPath(input);
            case "DescribeParameters" -> describe(input);
            case "DeleteParameter" -> delete(input);
            case "DeleteParameters" -> deleteSeveral(input);
            case "AddTagsToResource" -> tag(input);
            case "RemoveTagsFromResource" -> untag(input);
            case "ListTagsForResource" -> tags(input);
            default -> throw AwsException.unknownOperation("Systems Manager", operation);
        };
    }

    /**
     * A parameter's value, decrypted.
     *
     * @param reference name or ARN, also with {@code :version}
     */
    public String value(String reference) {
        return find(reference).value();
    }

    private synchronized ObjectNode put(ObjectNode input) {
        String name = input.path("Name").asText();
        if (!NAME.matcher(name).matches()) {
            throw invalid(
                    "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can"
                            + " consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters,"
                            + " numbers and the following 3 symbols .-_");
        }
        Optional<Parameter> there = table.get(name);
        boolean overwrite = input.path("Overwrite").asBoolean();
        if (there.isPresent() && !overwrite) {
            throw AwsException.badRequest(
                    "ParameterAlreadyExists",
                    "The parameter already exists. To overwrite this value, set the overwrite option in the request to"
                            + " true.");
        }
        if (overwrite && input.hasNonNull("Tags")) {
            throw invalid("Invalid request: tags and overwrite can't be used together. To create a parameter with tags,"
                    + " please remove overwrite flag. To update tags for an existing parameter, please use"
                    + " AddTagsToResource or RemoveTagsFromResource.");
        }
        String value = input.path("Value").asText();
        String tier = input.path("Tier").asText("Standard");
        int most = tier.equals("Standard") ? STANDARD_BYTES : ADVANCED_BYTES;
        if (value.isEmpty() || value.getBytes(StandardCharsets.UTF_8).length > most) {
            throw invalid(
                    value.isEmpty()
                            ? "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have"
                                    + " length greater than or equal to 1."
                            : tier + " tier parameters support a maximum parameter value of " + most + " characters.");
        }
        Parameter made = new Parameter(
                name,
                type(input, there),
                value,
                input.hasNonNull("Description")
                        ? input.path("Description").asText()
                        : there.map(Parameter::description).orElse(null),
                input.path("DataType").asText("text"),
                tier,
                there.map(Parameter::version).orElse(0L) + 1,
                clock.millis(),
                there.map(Parameter::tags).orElseGet(() -> Json.tags(input.path("Tags"))));
        table.put(name, made);
        return Json.object().put("Version", made.version()).put("Tier", tier);
    }

    private static Parameter.Type type(ObjectNode input, Optional<Parameter> there) {
        String given = input.path("Type").asText();
        for (Parameter.Type type : Parameter.Type.values()) {
            if (type.name().equals(given)) {
                return type;
            }
        }
        if (given.isEmpty()) {
            return there.map(Parameter::type)
                    .orElseThrow(() -> invalid("A parameter type is required when you create a parameter."));
        }
        throw AwsException.badRequest("UnsupportedParameterType", "The parameter type " + given + " is not supported.");
    }

    private Parameter find(String reference) {
        String name = reference.startsWith(Parameter.ARN_PREFIX)
                ? reference.substring(Parameter.ARN_PREFIX.length())
                : reference;
        int colon = name.indexOf(':');
        String bare = colon < 0 ? name : name.substring(0, colon);
        Optional<Parameter> found = table.get(bare).or(() -> table.get(bare.replaceFirst("^/", "")));
        Parameter parameter = found.orElseThrow(() -> missing(reference));
        if (colon >= 0 && !name.substring(colon + 1).equals(String.valueOf(parameter.version()))) {
            throw AwsException.badRequest(
                    "ParameterVersionNotFound",
                    "Systems Manager could not find version " + name.substring(colon + 1) + " of " + bare
                            + ". Verify the version and try again.");
        }
        return parameter;
    }

    private static AwsException missing(String name) {
        return AwsException.badRequest("ParameterNotFound", "Parameter " + name + " not found.");
    }

    private ObjectNode several(ObjectNode input) {
        if (input.path("Names").size() > MOST_NAMES) {
            throw invalid("1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have"
                    + " length less than or equal to 10.");
        }
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("Parameters");
        ArrayNode invalid = answer.putArray("InvalidParameters");
        for (JsonNode name : input.path("Names")) {
            Optional<Parameter> parameter = table.get(name.asText());
            parameter.ifPresentOrElse(
                    it -> found.add(ParameterJson.write(it, decrypts(input))), () -> invalid.add(name.asText()));
        }
        return answer;
    }

    private ObjectNode byPath(ObjectNode input) {
        String path = input.path("Path").asText();
        String prefix = path.endsWith("/") ? path : path + "/";
        boolean recursive = input.path("Recursive").asBoolean();
        return page(
                input,
                table.prefixed(prefix).stream()
                        .filter(parameter -> recursive || parameter.name().indexOf('/', prefix.length()) < 0)
                        .toList(),
                decrypts(input));
    }

    private ObjectNode page(ObjectNode input, List<Parameter> all, boolean decrypted) {
        List<Parameter> left = all.stream()
                .filter(parameter ->
                        parameter.name().compareTo(input.path("NextToken").asText()) > 0)
                .toList();
        int limit = Math.clamp(input.path("MaxResults").asInt(MOST_NAMES), 1, PAGE);
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("Parameters");
        left.stream().limit(limit).forEach(parameter -> page.add(ParameterJson.write(parameter, decrypted)));
        if (left.size() > limit) {
            answer.put("NextToken", left.get(limit - 1).name());
        }
        return answer;
    }

    private ObjectNode describe(ObjectNode input) {
        List<Parameter> matching = table.values().stream()
                .filter(parameter -> matches(parameter, input.path("ParameterFilters")))
                .toList();
        ObjectNode answer = page(input, matching, false);
        answer.path("Parameters").forEach(parameter -> ((ObjectNode) parameter).remove("Value"));
        return answer;
    }

    private static boolean matches(Parameter parameter, JsonNode filters) {
        for (JsonNode filter : filters) {
            if (!filter.path("Key").asText().equals("Name")) {
                throw AwsException.badRequest(
                        "InvalidFilterKey", "Parameters are filtered by Name alone in the local cloud.");
            }
            boolean whole = filter.path("Option").asText("Equals").equals("Equals");
            boolean any = false;
            for (JsonNode value : filter.path("Values")) {
                any |= whole
                        ? parameter.name().equals(value.asText())
                        : parameter.name().startsWith(value.asText());
            }
            if (!any) {
                return false;
            }
        }
        return true;
    }

    private ObjectNode delete(ObjectNode input) {
        table.remove(find(input.path("Name").asText()).name());
        return Json.object();
    }

    private ObjectNode deleteSeveral(ObjectNode input) {
        ObjectNode answer = Json.object();
        ArrayNode deleted = answer.putArray("DeletedParameters");
        ArrayNode invalid = answer.putArray("InvalidParameters");
        for (JsonNode name : input.path("Names")) {
            if (table.get(name.asText()).isPresent()) {
                table.remove(name.asText());
                deleted.add(name.asText());
            } else {
                invalid.add(name.asText());
            }
        }
        return answer;
    }

    private synchronized ObjectNode tag(ObjectNode input) {
        Parameter parameter = resource(input);
        Map<String, String> all = new HashMap<>(parameter.tags());
        all.putAll(Json.tags(input.path("Tags")));
        table.put(parameter.name(), parameter.withTags(all));
        return Json.object();
    }

    private synchronized ObjectNode untag(ObjectNode input) {
        Parameter parameter = resource(input);
        Map<String, String> left = new HashMap<>(parameter.tags());
        input.path("TagKeys").forEach(key -> left.remove(key.asText()));
        table.put(parameter.name(), parameter.withTags(left));
        return Json.object();
    }

    private ObjectNode tags(ObjectNode input) {
        ObjectNode answer = Json.object();
        answer.set("TagList", Json.tags(resource(input).tags()));
        return answer;
    }

    private Parameter resource(ObjectNode input) {
        String id = input.path("ResourceId").asText();
        return table.get(id)
                .orElseThrow(() -> AwsException.badRequest(
                        "InvalidResourceId", "The resource ID is not valid. Verify that you entered the correct ID."));
    }

    private static boolean decrypts(ObjectNode input) {
        return input.path("WithDecryption").asBoolean();
    }

    private static AwsException invalid(String message) {
        return AwsException.badRequest("ValidationException", message);
    }

    @Override
    public void close() {
        state.close();
    }
}
