package dev.vitrine.common.job;

/** {@code OPEN <-> LEASED -> DONE | SET_ASIDE}. */
public enum ShardState {
    OPEN,
    LEASED,
    DONE,
    SET_ASIDE
}
