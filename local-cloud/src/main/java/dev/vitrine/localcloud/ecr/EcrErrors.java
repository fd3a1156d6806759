package dev.vitrine.localcloud.ecr;

import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.registry.Registry;

/** ECR's errors in its own words. */
final class EcrErrors {
    private static final String IN_REGISTRY = " the registry with id '" + Registry.ACCOUNT + "'";

    private EcrErrors() {}

    static AwsException invalid(String parameter, String constraint) {
        return AwsException.badRequest(
                "InvalidParameterException",
                "Invalid parameter at '" + parameter + "' failed to satisfy constraint: '" + constraint + "'");
    }

    static AwsException repositoryNotFound(String name) {
        return AwsException.badRequest(
                "RepositoryNotFoundException",
                "The repository with name '" + name + "' does not exist in" + IN_REGISTRY);
    }

    static AwsException repositoryExists(String name) {
        return AwsException.badRequest(
                "RepositoryAlreadyExistsException",
                "The repository with name '" + name + "' already exists in" + IN_REGISTRY);
    }

    static AwsException repositoryNotEmpty(String name) {
        return AwsException.badRequest(
                "RepositoryNotEmptyException",
                "The repository with name '" + name + "' in registry with id '" + Registry.ACCOUNT
                        + "' cannot be deleted because it still contains images");
    }

    static AwsException imageNotFound(String repository, ImageId id) {
        return AwsException.badRequest(
                "ImageNotFoundException",
                "The image with imageId {imageDigest:'" + id.digestOrNull() + "', imageTag:'" + id.tagOrNull()
                        + "'} does not exist within the repository with name '" + repository + "' in" + IN_REGISTRY);
    }

    static AwsException imageExists(String repository, String digest, String tag) {
        return AwsException.badRequest(
                "ImageAlreadyExistsException",
                "Image with digest '" + digest + "' and tag '" + tag
                        + "' already exists in the repository with name '" + repository + "' in registry with id '"
                        + Registry.ACCOUNT + "'");
    }

    static AwsException lifecyclePolicyNotFound(String repository) {
        return AwsException.badRequest(
                "LifecyclePolicyNotFoundException",
                "Lifecycle policy does not exist for the repository with name '" + repository + "' in" + IN_REGISTRY);
    }

    static AwsException policyNotFound(String repository) {
        return AwsException.badRequest(
                "RepositoryPolicyNotFoundException",
                "Repository policy does not exist for the repository with name '" + repository + "' in" + IN_REGISTRY);
    }
}
