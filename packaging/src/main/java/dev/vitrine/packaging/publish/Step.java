package dev.vitrine.packaging.publish;

/** One thing that publishing sees to. Doing it again changes nothing. */
interface Step {
    /** @throws RuntimeException when it cannot be done; {@link PublishMain} says why */
    Done run();
}
