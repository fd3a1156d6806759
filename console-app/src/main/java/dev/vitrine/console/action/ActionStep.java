package dev.vitrine.console.action;

import dev.vitrine.console.kit.Secrets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One change of one thing.
 *
 * @param what verb for people, such as {@code Scale}
 * @param target name of the thing
 * @param before how it is
 * @param after how it will be
 * @param cli line that does the same with AWS's own program
 * @param work does it; its text tells what it made, blank when nothing
 * @param undo what takes it back, when something does
 */
public record ActionStep(
        String what,
        String target,
        String before,
        String after,
        String cli,
        Supplier<String> work,
        Optional<Supplier<ActionPlan>> undo) {
    public ActionStep {
        before = Secrets.redact(before);
        after = Secrets.redact(after);
    }
}
