package dev.vitrine.console.log.tail;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which lines a person wants to see.
 *
 * @param include shown are only lines in which it is found
 * @param exclude not shown are lines in which it is found
 * @param levels shown are lines of these
 * @param since shown are lines that were printed then or later
 */
public record LogFilter(Optional<Pattern> include, Optional<Pattern> exclude, Set<LogLevel> levels, Instant since) {
    /** Everything. */
    public static final LogFilter ALL =
            new LogFilter(Optional.empty(), Optional.empty(), EnumSet.allOf(LogLevel.class), Instant.EPOCH);

    public LogFilter {
        levels = Set.copyOf(levels);
    }

    /**
     * The pattern that a person typed. Capitals count once there is one.
     *
     * @throws PatternSyntaxException if it is to be a regular expression and is none
     */
    public static Optional<Pattern> pattern(String typed, boolean regex) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        int flags =
                typed.chars().anyMatch(Character::isUpperCase) ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        return Optional.of(Pattern.compile(typed, regex ? flags : flags | Pattern.LITERAL));
    }

    /** Whether every line passes. */
    boolean isAll() {
        return include.isEmpty()
                && exclude.isEmpty()
                && levels.size() == LogLevel.values().length
                && since.equals(Instant.EPOCH);
    }

    boolean passesByIndex(long timestamp, LogLevel level) {
        return levels.contains(level) && timestamp >= since.toEpochMilli();
    }

    /** Throws what the text throws when it is no longer asked for. */
    boolean passesByText(CharSequence text) {
        return include.map(pattern -> pattern.matcher(text).find()).orElse(true)
                && !exclude.map(pattern -> pattern.matcher(text).find()).orElse(false);
    }

    boolean needsText() {
        return include.isPresent() || exclude.isPresent();
    }
}
