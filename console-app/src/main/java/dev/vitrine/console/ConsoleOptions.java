package dev.vitrine.console;

import dev.vitrine.common.operation.CloudSettings;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What may be said on the command line. Everything else comes the SDK's standard ways. */
@Command(
        name = "vitrine-console",
        description = "Shows and runs a Vitrine, on AWS or on this computer.",
        mixinStandardHelpOptions = true,
        versionProvider = ConsoleVersion.class)
final class ConsoleOptions {
    @Option(
            names = "--endpoint",
            paramLabel = "<url>",
            description = "Address of the cloud, such as http://localhost:4566; else AWS_ENDPOINT_URL, else AWS.")
    @Nullable
    URI endpoint;

    @Option(
            names = "--profile",
            paramLabel = "<name>",
            description = "Profile of the AWS configuration; else AWS_PROFILE, else the default one.")
    @Nullable
    String profile;

    @Option(
            names = "--region",
            paramLabel = "<name>",
            description = "Region, such as eu-central-1; else AWS_REGION, else the profile's.")
    @Nullable
    String region;

    @Option(
            names = "--view",
            paramLabel = "<name>",
            description = "View that is opened first: ${COMPLETION-CANDIDATES}.")
    @Nullable
    ViewKind view;

    CloudSettings settings() {
        return new CloudSettings(
                Optional.ofNullable(endpoint), Optional.ofNullable(profile), Optional.ofNullable(region));
    }

    ViewKind firstView() {
        ViewKind chosen = view;
        return chosen == null ? ViewKind.runs : chosen;
    }
}
