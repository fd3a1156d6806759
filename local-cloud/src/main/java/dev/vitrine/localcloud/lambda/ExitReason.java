package dev.vitrine.localcloud.lambda;

import java.util.OptionalInt;

/** Why a runtime's program ended, in Lambda's words. */
final class ExitReason {
    static final String KILLED = "Runtime exited with error: signal: killed";

    private static final int SIGNAL = 128;

    private ExitReason() {}

    /** @param code empty when it was killed */
    static String of(OptionalInt code) {
        if (code.isEmpty()) {
            return KILLED;
        }
        return switch (code.getAsInt()) {
            case 0 -> "Runtime exited without providing a reason";
            case SIGNAL + 6 -> "Runtime exited with error: signal: aborted";
            case SIGNAL + 9 -> KILLED;
            case SIGNAL + 11 -> "Runtime exited with error: signal: segmentation fault";
            default -> "Runtime exited with error: exit status " + code.getAsInt();
        };
    }
}
