package dev.vitrine.packaging.publish;

/** One thing that publishing sees to. Doing it again changes nothing. */
interface Step {
    /** Does it; throws when it cannot, and {@link PublishMain} says why. */
    Done run();
}
