package dev.vitrine.common.operation;

/**
 * What is left of an operation that was done.
 *
 * @param requestId by which AWS knows the request
 * @param result what it made, such as the address of a task; blank when it made nothing
 */
public record Receipt(String requestId, String result) {}
