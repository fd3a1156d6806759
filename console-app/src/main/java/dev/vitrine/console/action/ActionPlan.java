package dev.vitrine.console.action;

import java.util.List;

/**
 * Changes that a person asked for and has not confirmed yet.
 *
 * @param title such as {@code Stop 3 tasks}
 * @param effect what it means, in one or two sentences
 * @param dangerous whether it is confirmed first, and in production by typing a name
 */
public record ActionPlan(String title, String effect, List<ActionStep> steps, boolean dangerous) {
    public ActionPlan {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a plan without steps: " + title);
        }
    }
}
