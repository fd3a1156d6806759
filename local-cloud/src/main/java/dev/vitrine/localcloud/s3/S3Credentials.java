package dev.vitrine.localcloud.s3;

import java.util.Map;
import java.util.Optional;

/**
 * The access keys whose secret is known, so that presigned URLs made with them can be checked. Every other credential is
 * good too, but of its presigned URLs only the expiry can be checked.
 *
 * @param secrets secret by access key id
 */
public record S3Credentials(Map<String, String> secrets) {
    /** {@code vitrine}/{@code vitrine}, which {@code make run} hands out, and {@code test}/{@code test}, as habit has it. */
    public static final S3Credentials DEFAULT = new S3Credentials(Map.of("vitrine", "vitrine", "test", "test"));

    public S3Credentials {
        secrets = Map.copyOf(secrets);
    }

    Optional<String> secret(String accessKey) {
        return Optional.ofNullable(secrets.get(accessKey));
    }

    /** Never the secrets. */
    @Override
    public String toString() {
        return "S3Credentials" + secrets.keySet();
    }
}
