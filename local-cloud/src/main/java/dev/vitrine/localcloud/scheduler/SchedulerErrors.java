package dev.vitrine.localcloud.scheduler;

import dev.vitrine.localcloud.http.AwsException;

/** The Scheduler's errors in its own words. */
final class SchedulerErrors {
    private SchedulerErrors() {}

    static AwsException expression(String text) {
        return invalid("Invalid Schedule Expression " + text + ".");
    }

    static AwsException invalid(String message) {
        return new AwsException(400, "ValidationException", message);
    }

    static AwsException notFound(String what, String name) {
        return new AwsException(404, "ResourceNotFoundException", what + " " + name + " does not exist.");
    }

    static AwsException exists(String what, String name) {
        return new AwsException(409, "ConflictException", what + " " + name + " already exists.");
    }
}
