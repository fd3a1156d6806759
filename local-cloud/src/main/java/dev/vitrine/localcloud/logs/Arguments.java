package dev.vitrine.localcloud.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** An operation's input, read with the checks and the words of CloudWatch Logs. */
record Arguments(ObjectNode input) {
    private static final Pattern GROUP = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
    private static final Pattern STREAM = Pattern.compile("[^:*]{1,512}");

    static AwsException invalid(String message) {
        return AwsException.badRequest("InvalidParameterException", message);
    }

    static AwsException notFound(String what) {
        return AwsException.badRequest("ResourceNotFoundException", "The specified log " + what + " does not exist.");
    }

    String required(String name) {
        return text(name).orElseThrow(() -> unmet("null", name, "Member must not be null"));
    }

    Optional<String> text(String name) {
        JsonNode value = input.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw AwsException.badRequest("SerializationException", name + " must be a string.");
        }
        return Optional.of(value.textValue());
    }

    /** A new group's name. */
    String newGroupName() {
        return matching("logGroupName", required("logGroupName"), GROUP, "[\\.\\-_/#A-Za-z0-9]+");
    }

    /** A new stream's name. */
    String newStreamName() {
        return matching("logStreamName", required("logStreamName"), STREAM, "[^:*]*");
    }

    /** The group by {@code logGroupName} or {@code logGroupIdentifier}, which may be an ARN. */
    String groupName() {
        Optional<String> identifier = text("logGroupIdentifier");
        if (identifier.isPresent() && text("logGroupName").isPresent()) {
            throw invalid("LogGroup name and LogGroup ARN are mutually exclusive parameters.");
        }
        return identifier.map(Arguments::nameInArn).orElseGet(() -> required("logGroupName"));
    }

    /** The group of {@link #groupName}. */
    LogGroup existingGroup(LogStore store) {
        return store.group(groupName()).orElseThrow(() -> notFound("group"));
    }

    /** The group's stream of {@code logStreamName}. */
    LogStream existingStream(LogStore store, LogGroup group) {
        return store.stream(group.name(), required("logStreamName")).orElseThrow(() -> notFound("stream"));
    }

    /** The group's name in an ARN such as {@code arn:aws:logs:us-east-1:000000000000:log-group:NAME:*}. */
    static String nameInArn(String arn) {
        String[] parts = arn.split(":", -1);
        return parts.length >= 7 && parts[0].equals("arn") ? parts[6] : arn;
    }

    OptionalLong number(String name) {
        JsonNode value = input.get(name);
        if (value == null || value.isNull()) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber()) {
            throw AwsException.badRequest("SerializationException", name + " must be an integer.");
        }
        if (value.longValue() < 0) {
            throw unmet(value.asText(), name, "Member must have value greater than or equal to 0");
        }
        return OptionalLong.of(value.longValue());
    }

    int limit(int most) {
        long limit = number("limit").orElse(most);
        if (limit < 1) {
            throw unmet(Long.toString(limit), "limit", "Member must have value greater than or equal to 1");
        }
        if (limit > most) {
            throw unmet(Long.toString(limit), "limit", "Member must have value less than or equal to " + most);
        }
        return (int) limit;
    }

    boolean flag(String name) {
        return input.path(name).asBoolean(false);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        input.path(name).forEach(value -> texts.add(value.asText()));
        return texts;
    }

    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        input.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return tags;
    }

    private static String matching(String name, String value, Pattern pattern, String shown) {
        if (!pattern.matcher(value).matches()) {
            throw unmet(
                    "'" + value + "'",
                    name,
                    value.isEmpty() || value.length() > 512
                            ? "Member must have length between 1 and 512"
                            : "Member must satisfy regular expression pattern: " + shown);
        }
        return value;
    }

    private static AwsException unmet(String value, String name, String constraint) {
        return invalid("1 validation error detected: Value " + value + " at '" + name
                + "' failed to satisfy constraint: " + constraint);
    }
}
