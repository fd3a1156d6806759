package dev.vitrine.localcloud.lambda;

/**
 * A request that nobody waits for, as it is stored until it is done.
 *
 * @param functionName with its qualifier, if any
 * @param attempts how often it was tried and failed
 * @param dueMillis when it is to be tried next, milliseconds since 1970
 */
record Event(String id, String functionName, String payload, int attempts, long dueMillis) {
    Event again(long due) {
        return new Event(id, functionName, payload, attempts + 1, due);
    }

    Event later(long due) {
        return new Event(id, functionName, payload, attempts, due);
    }
}
