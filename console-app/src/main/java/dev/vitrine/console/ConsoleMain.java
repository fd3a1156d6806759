package dev.vitrine.console;

import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.kit.SaveDialog;
import javafx.application.Platform;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The operator's console: {@code vitrine-console [--endpoint <url>] [--profile <name>] [--view <name>]}. */
public final class ConsoleMain {
    private ConsoleMain() {}

    public static void main(String[] args) {
        ConsoleOptions options = new ConsoleOptions();
        CommandLine command = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
        CloudSettings settings;
        try {
            ParseResult parsed = command.parseArgs(args);
            if (CommandLine.printHelpIfRequested(parsed)) {
                return;
            }
            settings = options.settings();
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
            Platform.startup(() ->
                    new ConsoleWindow(System.getenv(), SaveDialog.OF_THE_DESKTOP).show(settings, options.firstView()));
        } catch (UnsupportedOperationException e) {
            System.err.println("The console needs a display and found none (" + e.getMessage() + ").");
            System.exit(1);
        }
    }
}
