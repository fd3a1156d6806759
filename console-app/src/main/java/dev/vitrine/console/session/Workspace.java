package dev.vitrine.console.session;

import dev.vitrine.console.kit.RateBudget;
import dev.vitrine.console.kit.StateFile;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What every feature of a window works with.
 *
 * @param ui runs changes on the screen's thread
 */
public record Workspace(
        Session session, Connection cloud, RateBudget budget, StateFile state, Executor ui, Clock clock) {
    /** Does work off the screen's thread, and tells the screen what came of it. */
    @SuppressWarnings("CatchingUnchecked") // whatever goes wrong, the person learns it
    public <T> void background(Supplier<T> work, Consumer<T> done, Consumer<String> failed) {
        Thread _ = Thread.ofVirtual().start(() -> {
            try {
                T result = work.get();
                ui.execute(() -> done.accept(result));
            } catch (RuntimeException e) {
                String message = cloud.problem(e).message();
                ui.execute(() -> failed.accept(message));
            }
        });
    }
}
