package dev.vitrine.packaging.deploy;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** A stack cannot be brought to what it is to be; the message names the resources, AWS's reasons and the remedies. */
final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Failure> failures;

    /**
     * A resource that failed.
     *
     * @param id its name in the template
     * @param type such as {@code AWS::Lambda::Function}
     * @param reason as AWS words it
     */
    record Failure(String id, String type, String reason) {}

    private StackException(String message, List<Failure> failures) {
        super(message);
        this.failures = List.copyOf(failures);
    }

    static StackException refused(String stack, String reason) {
        return new StackException(
                "stack " + stack + " cannot be changed as asked: " + reason
                        + Remedy.of(reason).map(remedy -> "\n" + remedy).orElse(""),
                List.of());
    }

    static StackException failed(String stack, StackStatus end, List<Failure> failures) {
        List<String> lines = new ArrayList<>();
        lines.add("stack " + stack + " failed and is " + words(end) + ".");
        for (Failure failure : failures) {
            lines.add("  " + failure.id() + " (" + failure.type() + "): " + plain(failure.reason()));
            Remedy.of(failure.type() + " " + failure.reason()).ifPresent(remedy -> lines.add(remedy.toString()));
        }
        if (failures.isEmpty()) {
            lines.add("  Its events tell more: aws cloudformation describe-stack-events --stack-name " + stack);
        }
        return new StackException(String.join("\n", lines), failures);
    }

    /** The same with more lines of explanation. */
    StackException with(List<String> lines) {
        return new StackException(getMessage() + "\n" + String.join("\n", lines), failures);
    }

    List<Failure> failures() {
        return failures;
    }

    /** Without what the handler of a resource wraps around the service's words. */
    private static String plain(String reason) {
        return reason.replaceFirst("^Resource handler returned message: \"", "")
                .replaceFirst("\" \\(RequestToken: .*\\)$", "");
    }

    private static String words(StackStatus status) {
        return switch (status) {
            case ROLLBACK_COMPLETE -> "taken back: nothing of it is left running";
            case UPDATE_ROLLBACK_COMPLETE -> "as it was before";
            case UPDATE_ROLLBACK_FAILED -> "not taken back whole; deploy again to go on with that";
            default -> "in state " + status;
        };
    }
}
