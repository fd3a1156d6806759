package dev.vitrine.console;

import dev.vitrine.console.kit.SaveDialog;
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
        Optional<CompletableFuture<Void>> toolkit = Arrays.stream(args).anyMatch(ABOUT::contains)
                ? Optional.empty()
                : Optional.of(CompletableFuture.runAsync(() -> Platform.startup(() -> {}), ConsoleMain::onItsOwn));
        ConsoleOptions options = new ConsoleOptions();
        CommandLine command = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
        Ground ground;
        try {
            ParseResult parsed = command.parseArgs(args);
            if (CommandLine.printHelpIfRequested(parsed)) {
                return;
            }
            ground = Ground.of(options.settings(), System.getenv());
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
        try {
            toolkit.ifPresent(CompletableFuture::join);
            Platform.runLater(() ->
                    new ConsoleWindow(System.getenv(), SaveDialog.OF_THE_DESKTOP).show(ground, options.firstView()));
        } catch (CompletionException e) {
            System.err.println("The console needs a display and found none ("
                    + Optional.ofNullable(e.getCause())
                            .map(Throwable::getMessage)
                            .orElse("") + ").");
            System.exit(1);
        }
    }

    /** The screen's thread would be a daemon, and the program end at once, if a daemon started it. */
    private static void onItsOwn(Runnable start) {
        Thread _ = Thread.ofPlatform().name("toolkit").start(start);
    }
}
