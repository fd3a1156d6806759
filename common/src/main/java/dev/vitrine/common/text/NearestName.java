package dev.vitrine.common.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a person most likely meant. */
public final class NearestName {
    private NearestName() {}

    /** The nearest of the names, if it is near enough to be what was meant. */
    public static Optional<String> of(String written, Collection<String> names) {
        String lower = written.strip().toLowerCase(Locale.ROOT);
        int limit = Math.max(1, lower.length() / 3);
        return names.stream()
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) <= limit)
                .min(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))));
    }

    /** {@code "; did you mean 'x'?"}, or nothing. */
    public static String hint(String written, Collection<String> names) {
        return of(written, names).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    /** Levenshtein's edit distance, of the first 60 characters. */
    private static int distance(String a, String b) {
        String left = a.substring(0, Math.min(a.length(), 60));
        String right = b.substring(0, Math.min(b.length(), 60));
        int[] above = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] here = new int[right.length() + 1];
            here[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                here[j] = Math.min(Math.min(here[j - 1], above[j]) + 1, above[j - 1] + change);
            }
            above = here;
        }
        return above[right.length()];
    }
}
