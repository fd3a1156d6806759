package dev.vitrine.packaging.publish;

/** How something compares with what was there before. */
enum Change {
    NEW,
    CHANGED,
    UNCHANGED
}
