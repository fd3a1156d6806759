package dev.vitrine.localcloud.elb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What a listener does with a request. */
sealed interface Action {
    /**
     * Gives it to a target.
     *
     * @param weights by target group, in the order given; not empty
     */
    record Forward(List<Weight> weights) implements Action {
        /** One of the groups by chance, in proportion to their weights. */
        String pick() {
            int sum = weights.stream().mapToInt(Weight::weight).sum();
            int at = sum == 0 ? 0 : ThreadLocalRandom.current().nextInt(sum);
            for (Weight it : weights) {
                at -= it.weight();
                if (at < 0) {
                    return it.targetGroupArn();
                }
            }
            return weights.getFirst().targetGroupArn();
        }
    }

    /**
     * A group's share of the requests.
     *
     * @param weight from 0 to 999
     */
    record Weight(String targetGroupArn, int weight) {}

    /** Answers itself. */
    record FixedResponse(int status, String contentType, String body) implements Action {}

    /** Reads the {@code DefaultActions} of a request: one that forwards or answers. */
    static Action parse(JsonNode actions) {
        if (actions.isEmpty()) {
            throw ElbErrors.required("defaultActions");
        }
        JsonNode action = actions.get(0);
        String type = Fields.required(action, "Type");
        if (actions.size() > 1) {
            throw ElbErrors.unsupported("More than one default action");
        }
        return switch (type) {
            case "forward" -> forward(action);
            case "fixed-response" -> fixed(action.path("FixedResponseConfig"));
            default -> throw ElbErrors.unsupported("Action type " + type);
        };
    }

    private static Action forward(JsonNode action) {
        List<Weight> weights = new ArrayList<>();
        for (JsonNode group : action.path("ForwardConfig").path("TargetGroups")) {
            weights.add(
                    new Weight(Fields.required(group, "TargetGroupArn"), Fields.number(group, "Weight", 1, 0, 999)));
        }
        if (weights.isEmpty()) {
            weights.add(new Weight(Fields.required(action, "TargetGroupArn"), 1));
        }
        return new Forward(List.copyOf(weights));
    }

    private static Action fixed(JsonNode config) {
        String status = Fields.required(config, "StatusCode");
        if (!status.matches("[245]\\d\\d")) {
            throw ElbErrors.invalid("The status code must be 2XX, 4XX or 5XX, not '" + status + "'");
        }
        return new FixedResponse(
                Integer.parseInt(status),
                Fields.text(config, "ContentType").orElse("text/plain"),
                config.path("MessageBody").asText());
    }

    /** In the shape of the service's answers, which {@link #parse} reads too. */
    default ObjectNode json() {
        return switch (this) {
            case Forward forward -> {
                ObjectNode node = Json.object().put("Type", "forward");
                if (forward.weights().size() == 1) {
                    node.put("TargetGroupArn", forward.weights().getFirst().targetGroupArn());
                }
                ObjectNode config = node.putObject("ForwardConfig");
                var groups = config.putArray("TargetGroups");
                forward.weights().forEach(it -> groups.addObject()
                        .put("TargetGroupArn", it.targetGroupArn())
                        .put("Weight", it.weight()));
                config.putObject("TargetGroupStickinessConfig").put("Enabled", false);
                yield node;
            }
            case FixedResponse fixed -> {
                ObjectNode node = Json.object().put("Type", "fixed-response");
                node.putObject("FixedResponseConfig")
                        .put("MessageBody", fixed.body())
                        .put("StatusCode", Integer.toString(fixed.status()))
                        .put("ContentType", fixed.contentType());
                yield node;
            }
        };
    }

    /** The groups that it forwards to. */
    default List<String> targetGroups() {
        return switch (this) {
            case Forward forward ->
                forward.weights().stream().map(Weight::targetGroupArn).toList();
            case FixedResponse _ -> List.of();
        };
    }
}
