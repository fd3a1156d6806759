package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.cloudformation.type.Missing;
import dev.vitrine.localcloud.cloudformation.type.Provision;
import dev.vitrine.localcloud.cloudformation.type.ResourceType;
import dev.vitrine.localcloud.cloudformation.type.ResourceTypes;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Calls;
import dev.vitrine.localcloud.http.Json;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, changes and deletes one resource at a time, and tells of it by events. */
final class ResourceWork {
    private static final Logger log = LoggerFactory.getLogger(ResourceWork.class);

    private static final int MAX_ATTEMPTS = 5;
    private static final int FIRST_SERVER_ERROR = 500;

    /** How a resource can be there already when it is to be made. */
    enum Origin {
        /** It cannot. */
        NEW,
        /** An earlier attempt, cut short, may have made it. */
        RESUMED,
        /** It may be older than its stack, which takes it. */
        IMPORTED
    }

    private final StackStore store;
    private final Calls calls;
    private final Pace pace;
    private final BooleanSupplier stopping;

    ResourceWork(StackStore store, Calls calls, Pace pace, BooleanSupplier stopping) {
        this.store = store;
        this.calls = calls;
        this.pace = pace;
        this.stopping = stopping;
    }

    /**
     * Makes a resource. One that has a physical id already is only waited for.
     *
     * @param resource in CREATE_IN_PROGRESS, or UPDATE_IN_PROGRESS when it replaces another
     * @param origin what one that is found to be there already is
     */
    void create(Stack stack, String operationId, StackResource resource, Origin origin) throws ResourceFailure {
        boolean replaces = resource.status() == ResourceStatus.UPDATE_IN_PROGRESS;
        StackResource made = resource;
        try {
            Provision provision = provision(stack, operationId, resource);
            ResourceType type = ResourceTypes.of(resource.type());
            if (resource.physicalId() == null) {
                AtomicBoolean found = new AtomicBoolean();
                made = resource.madeAs(make(type, provision, origin, found));
                made = origin == Origin.IMPORTED && found.get()
                        ? taken(type, provision, made)
                        : made.in(resource.status(), "Resource creation Initiated", store.now());
                store.put(stack.name(), made);
            }
            Provision completed = provision.madeAs(physicalId(made));
            attempt(made.logicalId(), type, () -> {
                type.complete(completed);
                return "";
            });
            made = ready(type, completed, made);
        } catch (ResourceFailure e) {
            store.put(
                    stack.name(),
                    made.in(
                            replaces ? ResourceStatus.UPDATE_FAILED : ResourceStatus.CREATE_FAILED,
                            e.getMessage(),
                            store.now()));
            throw e;
        }
        store.put(
                stack.name(),
                made.in(replaces ? ResourceStatus.UPDATE_COMPLETE : ResourceStatus.CREATE_COMPLETE, null, store.now()));
    }

    private String make(ResourceType type, Provision provision, Origin origin, AtomicBoolean found)
            throws ResourceFailure {
        AtomicBoolean mayBeThere = new AtomicBoolean(origin != Origin.NEW);
        return attempt(provision.logicalId(), type, () -> {
            try {
                return type.create(provision);
            } catch (AwsException e) {
                if (!mayBeThere.getAndSet(true) || !Missing.isThere(e)) {
                    throw e;
                }
                found.set(true);
                return type.existing(provision).orElseThrow(() -> e);
            }
        });
    }

    /**
     * A resource that was there before its stack, which no failure of the stack may delete. AWS takes only resources that
     * are to be retained, and as they are. Here others are taken too, and made what the template says: state folders of
     * earlier versions hold functions and log groups that are no stack's.
     */
    private StackResource taken(ResourceType type, Provision provision, StackResource resource) throws ResourceFailure {
        if (!resource.deletionPolicy().startsWith("Retain")) {
            Provision there = provision.madeAs(physicalId(resource));
            attempt(resource.logicalId(), type, () -> {
                type.update(there, Json.object());
                return "";
            });
        }
        return resource.withPolicies("Retain", resource.replacePolicy())
                .in(resource.status(), "Resource import Initiated", store.now());
    }

    /**
     * Changes a resource in place.
     *
     * @param resource in UPDATE_IN_PROGRESS, with its new properties
     * @param before the properties that it had
     */
    void update(Stack stack, String operationId, StackResource resource, ObjectNode before) throws ResourceFailure {
        try {
            ResourceType type = ResourceTypes.of(resource.type());
            Provision provision = provision(stack, operationId, resource);
            attempt(resource.logicalId(), type, () -> {
                type.update(provision, before);
                return "";
            });
            StackResource ready = ready(type, provision, resource);
            store.put(stack.name(), ready.in(ResourceStatus.UPDATE_COMPLETE, null, store.now()));
        } catch (ResourceFailure e) {
            store.put(stack.name(), resource.in(ResourceStatus.UPDATE_FAILED, e.getMessage(), store.now()));
            throw e;
        }
    }

    private StackResource ready(ResourceType type, Provision provision, StackResource resource) throws ResourceFailure {
        waitUntil(type, provision, type::isStable, "Exceeded attempts to wait");
        ObjectNode attributes = attempt(provision.logicalId(), type, () -> type.attributes(provision));
        return resource.withAttributes(attributes);
    }

    /** Deletes a resource, telling of it; keeps neither it nor its record. */
    void delete(Stack stack, StackResource resource) throws ResourceFailure {
        if (resource.physicalId() != null) {
            ResourceType type = ResourceTypes.of(resource.type());
            Provision provision = provision(stack, "", resource);
            store.tell(stack.name(), resource.in(ResourceStatus.DELETE_IN_PROGRESS, null, store.now()));
            try {
                attempt(resource.logicalId(), type, () -> {
                    type.delete(provision);
                    return "";
                });
                waitUntil(type, provision, type::isGone, "Exceeded attempts to wait");
            } catch (ResourceFailure e) {
                store.tell(stack.name(), resource.in(ResourceStatus.DELETE_FAILED, e.getMessage(), store.now()));
                throw e;
            }
        }
        store.tell(stack.name(), resource.in(ResourceStatus.DELETE_COMPLETE, null, store.now()));
    }

    private Provision provision(Stack stack, String operationId, StackResource resource) {
        String suffix = UUID.nameUUIDFromBytes((stack.id() + resource.logicalId() + operationId)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, 12)
                .toUpperCase(java.util.Locale.ROOT);
        return new Provision(
                calls,
                resource.logicalId(),
                stack.name() + "-" + resource.logicalId() + "-" + suffix,
                resource.properties(),
                resource.physicalId());
    }

    private void waitUntil(ResourceType type, Provision provision, Predicate<Provision> holds, String otherwise)
            throws ResourceFailure {
        long end = System.nanoTime() + pace.patience().toNanos();
        while (!attempt(provision.logicalId(), type, () -> holds.test(provision))) {
            if (System.nanoTime() > end) {
                throw new ResourceFailure(provision.logicalId(), otherwise);
            }
            pause(pace.poll());
        }
    }

    private <T> T attempt(String logicalId, ResourceType type, Supplier<T> work) throws ResourceFailure {
        for (int attempt = 1; ; attempt++) {
            if (stopping.getAsBoolean()) {
                throw new StoppedException();
            }
            try {
                return work.get();
            } catch (AwsException e) {
                if (attempt == MAX_ATTEMPTS || !isPassing(e)) {
                    throw failure(logicalId, type, e);
                }
                pause(pace.poll().multipliedBy(attempt));
            } catch (RuntimeException e) {
                throw failure(logicalId, type, e);
            }
        }
    }

    /** True for errors that go away by themselves: too many requests, or a service's own failure. */
    private static boolean isPassing(AwsException e) {
        return e.status() >= FIRST_SERVER_ERROR
                || e.code().contains("Throttl")
                || e.code().equals("TooManyRequestsException")
                || e.code().equals("ProvisionedThroughputExceededException");
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    private ResourceFailure failure(String logicalId, ResourceType type, RuntimeException e) {
        if (stopping.getAsBoolean()) {
            throw new StoppedException();
        }
        if (e instanceof AwsException error) {
            return new ResourceFailure(logicalId, reason(type, error));
        }
        log.error("{} ({}) failed.", logicalId, type.name(), e);
        return new ResourceFailure(logicalId, "Internal Failure");
    }

    private static String reason(ResourceType type, AwsException e) {
        String service = type.name().split("::", -1)[1];
        String handlerCode =
                switch (e.code()) {
                    case "NotStabilized", "GeneralServiceException" -> e.code();
                    case "InvalidParameterException", "ValidationError", "ValidationException" -> "InvalidRequest";
                    default -> Missing.isThere(e) ? "AlreadyExists" : Missing.isGone(e) ? "NotFound" : "InvalidRequest";
                };
        return "Resource handler returned message: \"" + e.getMessage() + " (Service: " + service + ", Status Code: "
                + e.status() + ", Error Code: " + e.code() + ")\" (RequestToken: " + UUID.randomUUID()
                + ", HandlerErrorCode: " + handlerCode + ")";
    }

    private static String physicalId(StackResource resource) {
        String id = resource.physicalId();
        if (id == null) {
            throw new IllegalStateException(resource.logicalId() + " is not made.");
        }
        return id;
    }
}
