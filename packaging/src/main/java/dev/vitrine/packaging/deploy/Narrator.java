package dev.vitrine.packaging.deploy;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Tells a person what is being done, one line for each resource that is done with. Several stacks may tell at once.
 */
final class Narrator {
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final PrintStream out;
    private final boolean quiet;
    private final Map<String, Instant> begun = new HashMap<>();
    private Instant lastLine = Instant.now();

    /** @param quiet whether resources and what is unchanged are left out */
    Narrator(PrintStream out, boolean quiet) {
        this.out = out;
        this.quiet = quiet;
    }

    synchronized void say(String line) {
        out.println(line);
        out.flush();
        lastLine = Instant.now();
    }

    /** Where the result is, or how that is found out. */
    void address(String where) {
        if (!quiet) {
            String secret = FrontendSecret.PASSWORD.secretName();
            say("Vitrine is at " + where + "\n  sign in with any name and the password in the secret " + secret
                    + ":\n  aws secretsmanager get-secret-value --secret-id " + secret
                    + " --query SecretString --output text");
        }
    }

    /** How something compares with what was there before. */
    void outcome(Change change, String what, String detail) {
        if (!quiet || change != Change.UNCHANGED) {
            say(String.format(
                    "%-10s%s%s",
                    change.name().toLowerCase(Locale.ROOT), what, detail.isBlank() ? "" : " (" + detail + ")"));
        }
    }

    /** What a stack says of one of its resources; only ends are told, with how long they took. */
    synchronized void resource(String stack, StackEvent event) {
        String status = event.resourceStatusAsString();
        String id = stack + "  " + event.logicalResourceId();
        if (status.endsWith("_IN_PROGRESS")) {
            begun.putIfAbsent(id, event.timestamp());
            return;
        }
        Instant start = begun.remove(id);
        if (quiet && !status.endsWith("_FAILED")) {
            return;
        }
        String time = start == null ? "" : seconds(Duration.between(start, event.timestamp()));
        say(String.format("  %-18s%-40s%-42s%8s", words(status), id, event.resourceType(), time));
    }

    /** Called again and again while a stack is worked on; says what takes long. */
    synchronized void stillWorking(String stack) {
        Instant now = Instant.now();
        if (Duration.between(lastLine, now).compareTo(SILENCE) > 0 && !begun.isEmpty()) {
            say("  still at it: "
                    + begun.entrySet().stream()
                            .filter(entry -> entry.getKey().startsWith(stack + " "))
                            .map(entry -> entry.getKey().substring(stack.length() + 2) + " ("
                                    + seconds(Duration.between(entry.getValue(), now)) + ")")
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
    }

    static String seconds(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(100)) < 0
                ? String.format(Locale.ROOT, "%.1f s", Math.max(0, duration.toMillis()) / 1000.0)
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    private static String words(String status) {
        return switch (status) {
            case "CREATE_COMPLETE" -> "created";
            case "UPDATE_COMPLETE" -> "changed";
            case "DELETE_COMPLETE" -> "deleted";
            case "DELETE_SKIPPED" -> "kept";
            case "IMPORT_COMPLETE" -> "taken over";
            case "CREATE_FAILED", "UPDATE_FAILED", "DELETE_FAILED", "IMPORT_FAILED" -> "FAILED";
            default -> status.toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    /** How something compares with what was there before. */
    enum Change {
        NEW,
        CHANGED,
        UNCHANGED,
        DELETED
    }
}
