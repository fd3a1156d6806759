package dev.vitrine.console;

import javafx.application.Platform;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The operator's console: {@code vitrine-console [--endpoint <url>] [--profile <name>] [--view <name>]}. */
public final class ConsoleMain {
    private ConsoleMain() {}

    public static void main(String[] args) {
        ConsoleOptions options = new ConsoleOptions();
        CommandLine command = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
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
        try {
            Platform.startup(() -> new ConsoleWindow(System.getenv()).show(options.settings(), options.firstView()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (UnsupportedOperationException e) {
            System.err.println("The console needs a display and found none (" + e.getMessage() + ").");
            System.exit(1);
        }
    }
}
