package dev.vitrine.localcloud.elb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * How a target group asks its targets whether they are well.
 *
 * @param port {@code traffic-port} or a number
 * @param intervalSeconds from one question to the next
 * @param timeoutSeconds an answer later than that is a failure
 * @param healthyThreshold successes in a row that make an unhealthy target healthy; a new one needs only one
 * @param unhealthyThreshold failures in a row that make a target unhealthy
 * @param matcher the good status codes, such as {@code 200}, {@code 200,204} or {@code 200-299}
 */
record HealthCheck(
        boolean enabled,
        String protocol,
        String port,
        String path,
        int intervalSeconds,
        int timeoutSeconds,
        int healthyThreshold,
        int unhealthyThreshold,
        String matcher) {
    private static final Pattern MATCHER = Pattern.compile("\\d{3}(?:-\\d{3})?(?:,\\d{3}(?:-\\d{3})?)*");
    static final HealthCheck DEFAULT = new HealthCheck(true, "HTTP", "traffic-port", "/", 30, 5, 5, 2, "200");

    HealthCheck {
        if (!protocol.equals("HTTP")) {
            throw ElbErrors.unsupported("Health check protocol " + protocol);
        }
        if (!path.startsWith("/")) {
            throw ElbErrors.invalid("Health check path '" + path + "' must begin with a '/' character");
        }
        if (timeoutSeconds >= intervalSeconds) {
            throw ElbErrors.invalid("Health check interval must be greater than the timeout.");
        }
        if (!MATCHER.matcher(matcher).matches()) {
            throw ElbErrors.invalid("Health check matcher HTTP code '" + matcher + "' must be a code or a range");
        }
    }

    /** This check, changed by the members that the request has. */
    HealthCheck with(JsonNode input) {
        return new HealthCheck(
                Fields.text(input, "HealthCheckEnabled").map(Boolean::valueOf).orElse(enabled),
                Fields.text(input, "HealthCheckProtocol").orElse(protocol),
                Fields.text(input, "HealthCheckPort").orElse(port),
                Fields.text(input, "HealthCheckPath").orElse(path),
                Fields.number(input, "HealthCheckIntervalSeconds", intervalSeconds, 5, 300),
                Fields.number(input, "HealthCheckTimeoutSeconds", timeoutSeconds, 2, 120),
                Fields.number(input, "HealthyThresholdCount", healthyThreshold, 2, 10),
                Fields.number(input, "UnhealthyThresholdCount", unhealthyThreshold, 2, 10),
                Fields.text(input.path("Matcher"), "HttpCode").orElse(matcher));
    }

    boolean matches(int status) {
        for (String part : matcher.split(",", -1)) {
            int from = Integer.parseInt(part.substring(0, 3));
            int to = part.length() > 3 ? Integer.parseInt(part.substring(4)) : from;
            if (status >= from && status <= to) {
                return true;
            }
        }
        return false;
    }

    int port(int trafficPort) {
        return port.equals("traffic-port") ? trafficPort : Integer.parseInt(port);
    }

    void write(ObjectNode node) {
        node.put("HealthCheckEnabled", enabled)
                .put("HealthCheckProtocol", protocol)
                .put("HealthCheckPort", port)
                .put("HealthCheckPath", path)
                .put("HealthCheckIntervalSeconds", intervalSeconds)
                .put("HealthCheckTimeoutSeconds", timeoutSeconds)
                .put("HealthyThresholdCount", healthyThreshold)
                .put("UnhealthyThresholdCount", unhealthyThreshold);
        node.putObject("Matcher").put("HttpCode", matcher);
    }
}
