package dev.vitrine.console.log.tail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How grave a line says that it is. */
public enum LogLevel {
    /** Says nothing about it, as most lines of stack traces. */
    NONE(0),
    TRACE(1),
    DEBUG(2),
    INFO(3),
    WARN(4),
    ERROR(5);

    /** How many levels there are. */
    static final int COUNT = 6;

    private final int rank;

    private static final int LOOKED_AT = 240;

    /** A level in capitals as a word of its own, or as the value of a member of JSON or of key=value. */
    private static final Pattern WORD = Pattern.compile(
            "\\b(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE|CRITICAL)\\b"
                    + "|\\b(?:level|severity|lvl)\"?\\s*[:=]\\s*\"?(?i:(trace|debug|info|warn|error|fatal|severe|critical))");

    LogLevel(int rank) {
        this.rank = rank;
    }

    /** From 0 on, without gaps; graver levels have greater ones. */
    public int rank() {
        return rank;
    }

    /** What the beginning of a line says. */
    public static LogLevel of(String line) {
        Matcher found = WORD.matcher(line);
        found.region(0, Math.min(line.length(), LOOKED_AT));
        if (!found.find()) {
            return line.startsWith("Exception in thread") || line.startsWith("Traceback (most recent") ? ERROR : NONE;
        }
        int word = found.start(1) >= 0 ? found.start(1) : found.start(2);
        return switch (Character.toUpperCase(line.charAt(word))) {
            case 'T' -> TRACE;
            case 'D' -> DEBUG;
            case 'I' -> INFO;
            case 'W' -> WARN;
            default -> ERROR;
        };
    }
}
