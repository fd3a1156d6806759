package dev.vitrine.console;

import dev.vitrine.console.kit.SaveDialog;
import dev.vitrine.console.session.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;

/** The operator's console: {@code vitrine-console [--endpoint <url>] [--profile <name>] [--view <name>]}. */
public final class ConsoleMain {
    private ConsoleMain() {}

    public static void main(String[] args) {
        ConsoleOptions options;
        CompletableFuture<Void> toolkit;
        Session session;
        try {
            options = ConsoleOptions.of(args);
            if (options.about().isPresent()) {
                System.out.println(options.about().get());
                return;
            }
            // The screen's toolkit takes as long to start as what it will show takes to read: both at once.
            toolkit = startToolkit();
            session = CloudConfig.session(options.settings(), System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        CompletableFuture<ConsoleWindow> window = toolkit.thenApplyAsync(
                started -> {
                    ConsoleWindow shown = new ConsoleWindow(System.getenv(), SaveDialog.OF_THE_DESKTOP);
                    shown.show(options.view());
                    return shown;
                },
                Platform::runLater);
        Ground ground = Ground.of(session, System.getenv(), options.view());
        try {
            ConsoleWindow shown = window.join();
            Platform.runLater(() -> shown.open(ground));
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof UnsupportedOperationException none)) {
                throw e;
            }
            System.err.println("The console needs a display and found none (" + none.getMessage() + ").");
            System.exit(1);
        }
    }

    /** On a thread of its own, since the screen's would be a daemon, and the program end at once, if a daemon started it. */
    private static CompletableFuture<Void> startToolkit() {
        return CompletableFuture.runAsync(
                () -> Platform.startup(() -> {}),
                start -> Thread.ofPlatform().name("toolkit").start(start));
    }
}
