package dev.vitrine.localcloud.cloudformation;

import dev.vitrine.localcloud.http.AwsException;

/** Errors as CloudFormation words them. */
final class Errors {
    private Errors() {}

    static AwsException validation(String message) {
        return AwsException.badRequest("ValidationError", message);
    }

    static AwsException noStack(String name) {
        return validation("Stack with id " + name + " does not exist");
    }

    static AwsException noChangeSet(String name) {
        return new AwsException(404, "ChangeSetNotFound", "ChangeSet [" + name + "] does not exist");
    }
}
