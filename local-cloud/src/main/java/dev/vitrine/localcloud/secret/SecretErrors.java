package dev.vitrine.localcloud.secret;

import dev.vitrine.localcloud.http.AwsException;

/** The errors of Secrets Manager in its own words. */
final class SecretErrors {
    private SecretErrors() {}

    static AwsException notFound() {
        return AwsException.badRequest("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    static AwsException noValue(String stage) {
        return AwsException.badRequest(
                "ResourceNotFoundException",
                "Secrets Manager can't find the specified secret value for staging label: " + stage);
    }

    static AwsException noVersion(String id) {
        return AwsException.badRequest(
                "ResourceNotFoundException",
                "Secrets Manager can't find the specified secret value for VersionId: " + id);
    }

    static AwsException exists(String name) {
        return AwsException.badRequest(
                "ResourceExistsException", "The operation failed because the secret " + name + " already exists.");
    }

    static AwsException request(String message) {
        return AwsException.badRequest("InvalidRequestException", message);
    }

    static AwsException parameter(String message) {
        return AwsException.badRequest("InvalidParameterException", message);
    }
}
