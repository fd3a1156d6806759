package dev.vitrine.console.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Numbers and times as people read them, in the computer's time zone. */
public final class Texts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private Texts() {}

    public static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    public static String time(Optional<Instant> instant) {
        return instant.map(Texts::time).orElse("");
    }

    /** Hours, minutes and seconds alone. */
    public static String clock(Instant instant) {
        return CLOCK.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** With commas: {@code 1,000,000}. */
    public static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** Such as {@code 1 action} or {@code 1,000 actions}. */
    public static String counted(long number, String one) {
        return number(number) + " " + one + (number == 1 ? "" : "s");
    }

    /** Such as {@code 12 s}, {@code 3 min 10 s}, {@code 5 h 2 min}, {@code 3 d 4 h}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min" + tail(seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return seconds / 3_600 + " h" + tail(seconds % 3_600 / 60, "min");
        }
        return seconds / 86_400 + " d" + tail(seconds % 86_400 / 3_600, "h");
    }

    private static String tail(long rest, String unit) {
        return rest == 0 ? "" : " " + rest + " " + unit;
    }

    /** Such as {@code 3.4 MB}; a thousand bytes are a kB. */
    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes / 1_000.0;
        int unit = 0;
        while (value >= 1_000 && unit < units.length - 1) {
            value /= 1_000;
            unit++;
        }
        return String.format(Locale.ENGLISH, value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    }

    /** US dollars: two digits of cents, or enough to tell a small amount from nothing. */
    public static String dollars(double amount) {
        if (amount == 0) {
            return "$0";
        }
        if (amount < 0.0001) {
            return "<$0.0001";
        }
        return String.format(Locale.ENGLISH, amount >= 0.1 ? "$%,.2f" : "$%.4f", amount);
    }

    /** The first 12 digits of {@code sha256:...}. */
    public static String digest(String digest) {
        String hex = digest.substring(digest.indexOf(':') + 1);
        return hex.length() <= 12 ? hex : hex.substring(0, 12);
    }

    /** Tag of an image's address, or the beginning of its digest. */
    public static String tag(String image) {
        if (image.isBlank()) {
            return "";
        }
        int at = image.indexOf('@');
        if (at >= 0) {
            return digest(image.substring(at + 1));
        }
        int colon = image.lastIndexOf(':');
        return colon > image.lastIndexOf('/') ? image.substring(colon + 1) : "latest";
    }
}
