package dev.vitrine.packaging.deploy;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an error of the SDK means to the person who deploys. */
final class CloudErrors {
    private CloudErrors() {}

    /** One or more lines that say what was refused, and what to do. */
    static String sentence(SdkException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (e instanceof AwsServiceException refusal) {
            return refusal.awsErrorDetails().serviceName() + " refuses: " + message
                    + Remedy.of(message).map(remedy -> "\n" + remedy).orElse("");
        }
        if (message.contains("Unable to load credentials") || message.contains("SSO")) {
            return Credentials.missing();
        }
        if (message.contains("Unable to load region")) {
            return "No region is named: AWS_REGION=us-east-1 make deploy, or set one in the profile.";
        }
        return "The cloud does not answer: " + message
                + ". Is the local cloud started (make run), or the network down?";
    }
}
