package dev.vitrine.console;

import dev.vitrine.common.operation.CloudSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/**
 * What may be said on the command line. Everything else comes the SDK's standard ways.
 *
 * @param view that is opened first
 * @param about what is printed instead of opening a window
 */
record ConsoleOptions(CloudSettings settings, ViewKind view, Optional<String> about) {
    private static final String NAME = "vitrine-console";
    private static final Option ENDPOINT = withValue(
            "endpoint",
            "url",
            "Address of the cloud, such as http://localhost:4566; else AWS_ENDPOINT_URL, that of the profile, or AWS.");
    private static final Option PROFILE =
            withValue("profile", "name", "Profile of the AWS configuration; else AWS_PROFILE, or the default one.");
    private static final Option REGION =
            withValue("region", "name", "Region, such as eu-central-1; else AWS_REGION, or that of the profile.");
    private static final Option VIEW = withValue("view", "name", "View that is opened first: " + views() + ".");
    private static final Option HELP = new Option("h", "help", false, "Print all options.");
    private static final Option VERSION = new Option("V", "version", false, "Print the version.");
    private static final Options ALL = new Options();

    static {
        List.of(ENDPOINT, PROFILE, REGION, VIEW, HELP, VERSION).forEach(ALL::addOption);
    }

    /** @throws IllegalArgumentException when they are not understood; the message says which, and what may be said */
    static ConsoleOptions of(String... args) {
        try {
            CommandLine said =
                    DefaultParser.builder().setAllowPartialMatching(false).get().parse(ALL, args);
            if (!said.getArgList().isEmpty()) {
                throw new ParseException("Unknown: " + String.join(" ", said.getArgList()));
            }
            return new ConsoleOptions(
                    new CloudSettings(address(value(said, ENDPOINT)), value(said, PROFILE), value(said, REGION)),
                    view(value(said, VIEW).orElse(ViewKind.runs.name())),
                    said.hasOption(HELP)
                            ? Optional.of(help())
                            : said.hasOption(VERSION) ? Optional.of(version()) : Optional.empty());
        } catch (ParseException | URISyntaxException e) {
            throw new IllegalArgumentException(e.getMessage() + System.lineSeparator() + help(), e);
        }
    }

    private static Option withValue(String name, String value, String text) {
        return Option.builder().longOpt(name).hasArg().argName(value).desc(text).get();
    }

    private static Optional<String> value(CommandLine said, Option option) {
        return Optional.ofNullable(said.getOptionValue(option));
    }

    private static Optional<URI> address(Optional<String> said) throws URISyntaxException {
        return said.isEmpty() ? Optional.empty() : Optional.of(new URI(said.get()));
    }

    private static ViewKind view(String said) throws ParseException {
        return Arrays.stream(ViewKind.values())
                .filter(kind -> kind.name().equals(said.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ParseException("No view is called " + said + ", but: " + views()));
    }

    private static String views() {
        return Arrays.stream(ViewKind.values()).map(ViewKind::name).collect(Collectors.joining(", "));
    }

    private static String help() {
        StringBuilder text = new StringBuilder();
        try {
            HelpFormatter.builder()
                    .setHelpAppendable(new TextHelpAppendable(text))
                    .setShowSince(false)
                    .get()
                    .printHelp(NAME, "Shows and runs a Vitrine, on AWS or on this computer.", ALL, "", true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().strip();
    }

    /** The version that the build wrote into the jar. */
    private static String version() {
        String version = ConsoleOptions.class.getPackage().getImplementationVersion();
        return NAME + " " + (version == null ? "(not packaged)" : version);
    }
}
