package dev.vitrine.console;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What may be said on the command line. Everything else comes the SDK's standard ways. */
@Command(
        name = "vitrine-console",
        description = "Shows the jobs of a Vitrine, on AWS or on this computer.",
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

    /** Hands the options to the SDK the way it reads them; the environment stays the weaker word. */
    void apply() {
        URI address = endpoint;
        if (address != null) {
            System.setProperty("aws.endpointUrl", address.toString());
        }
        String name = profile;
        if (name != null) {
            System.setProperty("aws.profile", name);
        }
    }
}
