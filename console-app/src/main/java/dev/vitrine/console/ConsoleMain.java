package dev.vitrine.console;

import javafx.application.Platform;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The operator's console: {@code vitrine-console [--endpoint <url>] [--profile <name>]}. */
public final class ConsoleMain {
    private ConsoleMain() {}

    public static void main(String[] args) {
        ConsoleOptions options = new ConsoleOptions();
        CommandLine command = new CommandLine(options);
        try {
            ParseResult parsed = command.parseArgs(args);
            if (CommandLine.printHelpIfRequested(parsed)) {
                return;
            }
        } catch (CommandLine.ParameterException e) {
            System.err.println(e.getMessage());
            command.usage(System.err);
            System.exit(2);
        }
        options.apply();
        try {
            Platform.startup(() -> new ConsoleWindow(new Cloud(System.getenv())).show());
        } catch (UnsupportedOperationException e) {
            System.err.println("The console needs a display and found none (" + e.getMessage() + ").");
            System.exit(1);
        }
    }
}
