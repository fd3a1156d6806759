package dev.vitrine.console.action;

import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.kit.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A line for a shell that does the same with AWS's own program. */
public final class CliLine {
    private final List<String> words = new ArrayList<>(List.of("aws"));
    private final CloudSettings settings;
    private final String region;

    /**
     * Begins with service and operation.
     *
     * @param words such as {@code ecs}, {@code update-service}
     */
    public CliLine(CloudSettings settings, String region, String... words) {
        this.settings = settings;
        this.region = region;
        this.words.addAll(List.of(words));
    }

    /** Adds an option with its values. */
    public CliLine with(String option, String... values) {
        words.add(option);
        for (String value : values) {
            words.add(quoted(Secrets.redact(value)));
        }
        return this;
    }

    /** Adds an option whose value is data without secrets: names in it that sound like one hide nothing. */
    public CliLine withData(String option, String value) {
        words.add(option);
        words.add(quoted(value));
        return this;
    }

    /** Adds an option whose value a shell is to expand, such as a variable that holds a secret. */
    public CliLine withExpanded(String option, String value) {
        words.add(option);
        words.add('"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("`", "\\`") + '"');
        return this;
    }

    /** Adds an option whose value is what another line prints. */
    public CliLine withOutputOf(String option, String line) {
        words.add(option);
        words.add("\"$(" + line + ")\"");
        return this;
    }

    /** The line, with endpoint, profile and region of the session. */
    public String text() {
        List<String> line = new ArrayList<>(words);
        settings.endpoint().ifPresent(endpoint -> line.addAll(List.of("--endpoint-url", endpoint.toString())));
        settings.profile().ifPresent(profile -> line.addAll(List.of("--profile", quoted(profile))));
        line.addAll(List.of("--region", region));
        return line.stream().collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
