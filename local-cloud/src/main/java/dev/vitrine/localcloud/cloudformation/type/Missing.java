package dev.vitrine.localcloud.cloudformation.type;

import dev.vitrine.localcloud.http.AwsException;
import java.util.Set;

/** Tells the errors of services that speak of a resource that is not there, or is there already. */
public final class Missing {
    private static final Set<String> GONE = Set.of(
            "NoSuchEntity",
            "NoSuchBucket",
            "NoSuchBucketPolicy",
            "ResourceNotFoundException",
            "RepositoryNotFoundException",
            "ClusterNotFoundException",
            "ServiceNotFoundException",
            "ServiceNotActiveException",
            "InvalidGroup.NotFound",
            "InvalidGroupId.Malformed",
            "LoadBalancerNotFound",
            "TargetGroupNotFound",
            "ListenerNotFound",
            "ObjectNotFoundException",
            "NotFoundException",
            "ParameterNotFound");
    private static final Set<String> THERE = Set.of(
            "EntityAlreadyExists",
            "BucketAlreadyOwnedByYou",
            "BucketAlreadyExists",
            "ResourceInUseException",
            "ResourceAlreadyExistsException",
            "ResourceExistsException",
            "ResourceConflictException",
            "ConflictException",
            "RepositoryAlreadyExistsException",
            "InvalidGroup.Duplicate",
            "InvalidPermission.Duplicate",
            "DuplicateLoadBalancerName",
            "DuplicateTargetGroupName",
            "DuplicateListener",
            "DuplicateRecordException",
            "ParameterAlreadyExists",
            "InvalidParameterException");

    private Missing() {}

    public static boolean isGone(AwsException error) {
        return GONE.contains(error.code());
    }

    public static boolean isThere(AwsException error) {
        return THERE.contains(error.code());
    }

    /** Runs a deletion; a resource that is not there is as good as deleted. */
    static void ignored(Runnable deletion) {
        try {
            deletion.run();
        } catch (AwsException e) {
            if (!isGone(e)) {
                throw e;
            }
        }
    }
}
