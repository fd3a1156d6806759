package dev.vitrine.localcloud.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a SigV4 signature says it was made for. The signature itself is not looked at: the local cloud takes any
 * credentials.
 *
 * @param accessKey the access key id
 * @param service the signing name, such as {@code s3}, {@code dynamodb} or {@code lambda}
 */
public record Scope(String accessKey, String region, String service) {
    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=([^,\\s]+)/(\\d{8})/([^/,\\s]*)/([^/,\\s]+)/aws4_request");

    /** The scope of an {@code Authorization} header, empty when it is no SigV4. */
    static Optional<Scope> ofHeader(String authorization) {
        return authorization.startsWith("AWS4-") ? find(authorization) : Optional.empty();
    }

    /** The scope of a presigned URL's decoded {@code X-Amz-Credential}. */
    static Optional<Scope> ofQuery(String credential) {
        return find("Credential=" + credential);
    }

    private static Optional<Scope> find(String text) {
        Matcher matcher = CREDENTIAL.matcher(text);
        return matcher.find()
                ? Optional.of(new Scope(matcher.group(1), matcher.group(3), matcher.group(4)))
                : Optional.empty();
    }
}
