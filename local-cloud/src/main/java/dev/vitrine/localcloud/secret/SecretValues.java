package dev.vitrine.localcloud.secret;

/** The values behind the references that a task's definition holds instead of secrets. */
@FunctionalInterface
public interface SecretValues {
    /**
     * The value that a reference stands for.
     *
     * @param reference ARN of a secret, also with {@code :json-key:version-stage:version-id} behind it, or name or ARN of
     *     a parameter, as {@code valueFrom} of ECS has them
     * @throws dev.vitrine.localcloud.http.AwsException when there is none, worded as its service does
     */
    String value(String reference);
}
