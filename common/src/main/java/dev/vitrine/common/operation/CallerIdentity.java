package dev.vitrine.common.operation;

/** Tells who asks. Throws {@link OperationException} when nobody is signed in or nothing answers. */
@FunctionalInterface
public interface CallerIdentity {
    Caller caller();
}
