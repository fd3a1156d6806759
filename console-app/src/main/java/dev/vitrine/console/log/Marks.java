package dev.vitrine.console.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what is to be marked in a piece of a line, with no more effort than a picture may take. */
final class Marks {
    private static final int MOST = 100;
    private static final int MOST_LOOKS = 20_000;

    private Marks() {}

    @FunctionalInterface
    interface Found {
        void at(int from, int to);
    }

    static void find(Pattern pattern, String text, Found found) {
        Matcher matcher = pattern.matcher(new Bounded(text));
        try {
            for (int i = 0; i < MOST && matcher.find(); i++) {
                found.at(matcher.start(), matcher.end());
            }
        } catch (TooMuchEffort e) {
            // An expression that takes so long is marked as far as it was found.
        }
    }

    private static final class TooMuchEffort extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuchEffort() {
            super(null, null, false, false);
        }
    }

    private static final class Bounded implements CharSequence {
        private final String text;
        private int looks;

        Bounded(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++looks > MOST_LOOKS) {
                throw new TooMuchEffort();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
