package dev.vitrine.console;

import dev.vitrine.console.kit.SaveDialog;
import dev.vitrine.console.session.Session;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The operator's console: {@code vitrine-console [--endpoint <url>] [--profile <name>] [--view <name>]}. */
public final class ConsoleMain {
    /** Options after which no window opens. */
    private static final Set<String> ABOUT = Set.of("-h", "--help", "-V", "--version");

    private ConsoleMain() {}

    public static void main(String[] args) {
        // The screen's toolkit takes as long to start as what it will show takes to read: both at once.
        Optional<CompletableFuture<Void>> early =
                Arrays.stream(args).anyMatch(ABOUT::contains) ? Optional.empty() : Optional.of(startToolkit());
        ConsoleOptions options = new ConsoleOptions();
        CommandLine command = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
        Session session;
        try {
            ParseResult parsed = command.parseArgs(args);
            if (CommandLine.printHelpIfRequested(parsed)) {
                return;
            }
            session = CloudConfig.session(options.settings(), System.getenv());
        } catch (CommandLine.ParameterException e) {
            System.err.println(e.getMessage());
            command.usage(System.err);
            System.exit(2);
            return;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        CompletableFuture<ConsoleWindow> window = early.orElseGet(ConsoleMain::startToolkit)
                .thenApplyAsync(
                        started -> {
                            ConsoleWindow shown = new ConsoleWindow(System.getenv(), SaveDialog.OF_THE_DESKTOP);
                            shown.show(options.firstView());
                            return shown;
                        },
                        Platform::runLater);
        Ground ground = Ground.of(session, System.getenv());
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
