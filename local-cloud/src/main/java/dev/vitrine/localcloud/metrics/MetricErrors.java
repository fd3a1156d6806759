package dev.vitrine.localcloud.metrics;

import dev.vitrine.localcloud.http.AwsException;

/** What CloudWatch answers to requests that are not right. */
final class MetricErrors {
    private MetricErrors() {}

    static AwsException invalid(String message) {
        return AwsException.badRequest("ValidationError", message);
    }

    static AwsException value(String message) {
        return AwsException.badRequest("InvalidParameterValue", message);
    }

    static AwsException combination(String message) {
        return AwsException.badRequest("InvalidParameterCombination", message);
    }

    static AwsException missing(String parameter) {
        return AwsException.badRequest("MissingParameter", "The parameter " + parameter + " is required.");
    }
}
