package dev.vitrine.common.operation;

import java.time.Instant;

/**
 * Processes of a function that are started before anybody asks: its provisioned concurrency.
 *
 * @param qualifier version or alias
 * @param count of processes that are asked for
 * @param since when that was asked for
 */
public record KeptStarted(String function, String qualifier, int memoryMb, int count, Instant since) {}
