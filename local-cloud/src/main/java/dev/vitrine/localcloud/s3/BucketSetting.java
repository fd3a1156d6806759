package dev.vitrine.localcloud.s3;

import java.util.Optional;
import java.util.stream.Stream;

/** A setting of a bucket: what is kept of it, what stands for none. */
enum BucketSetting {
    ENCRYPTION(
            "encryption",
            "ServerSideEncryptionConfiguration",
            "ServerSideEncryptionConfigurationNotFoundError",
            "The server side encryption configuration was not found"),
    LIFECYCLE(
            "lifecycle",
            "LifecycleConfiguration",
            "NoSuchLifecycleConfiguration",
            "The lifecycle configuration does not exist"),
    NOTIFICATION("notification", "NotificationConfiguration", "", ""),
    OWNERSHIP(
            "ownershipControls",
            "OwnershipControls",
            "OwnershipControlsNotFoundError",
            "The bucket ownership controls were not found"),
    POLICY("policy", "", "NoSuchBucketPolicy", "The bucket policy does not exist"),
    PUBLIC_ACCESS_BLOCK(
            "publicAccessBlock",
            "PublicAccessBlockConfiguration",
            "NoSuchPublicAccessBlockConfiguration",
            "The public access block configuration was not found"),
    TAGGING("tagging", "Tagging", "NoSuchTagSet", "The TagSet does not exist"),
    VERSIONING("versioning", "VersioningConfiguration", "", "");

    private final String parameter;
    private final String root;
    private final String missingCode;
    private final String missingMessage;

    BucketSetting(String parameter, String root, String missingCode, String missingMessage) {
        this.parameter = parameter;
        this.root = root;
        this.missingCode = missingCode;
        this.missingMessage = missingMessage;
    }

    /** The setting that a query names. */
    static Optional<BucketSetting> in(String query) {
        return Stream.of(values())
                .filter(setting -> Stream.of(query.split("&", -1))
                        .anyMatch(part -> part.equals(setting.parameter) || part.equals(setting.parameter + "=")))
                .findFirst();
    }

    /** The query parameter. */
    String parameter() {
        return parameter;
    }

    /** The name of the document's root element; empty for a policy, which is JSON. */
    String root() {
        return root;
    }

    /** Whether a bucket without it answers with an empty document rather than an error. */
    boolean isEmptyByDefault() {
        return missingCode.isEmpty();
    }

    S3Error missing() {
        return new S3Error(404, missingCode, missingMessage);
    }
}
