package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;
import java.util.Set;

/**
 * How resources of one type are made, changed and deleted, by the operations of their service. Each method may throw
 * {@link dev.vitrine.localcloud.http.AwsException}, which becomes the reason of the resource's failure. Every method may
 * be called again for work that a crash cut short.
 */
public interface ResourceType {
    /** Such as {@code AWS::S3::Bucket}. */
    String name();

    /** Makes the resource; its physical id, which {@code Ref} gives. */
    String create(Provision resource);

    /** The physical id of one that an earlier, interrupted {@link #create} has made. */
    default Optional<String> existing(Provision resource) {
        return Optional.empty();
    }

    /** Does the rest of a creation, after {@link #create}: what the service takes in further operations. */
    default void complete(Provision resource) {}

    /**
     * Gives the resource its present properties. Called only for changes that need no new resource.
     *
     * @param before the properties that it had
     */
    void update(Provision resource, ObjectNode before);

    /** Deletes the resource; one that is gone already is no error. */
    void delete(Provision resource);

    /** True once the resource is ready to be used; asked again and again after a creation or change. */
    default boolean isStable(Provision resource) {
        return true;
    }

    /** True once a deleted resource is gone. */
    default boolean isGone(Provision resource) {
        return true;
    }

    /** What {@code Fn::GetAtt} gives. */
    default ObjectNode attributes(Provision resource) {
        return Json.object();
    }

    /** Properties whose change needs a new resource, beyond those that are always so. */
    default Set<String> replacing(ObjectNode before, ObjectNode after) {
        return Set.of();
    }
}
