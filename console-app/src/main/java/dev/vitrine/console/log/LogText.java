package dev.vitrine.console.log;

import java.util.regex.Pattern;

/** Lines as they can be drawn: one character, one place. */
final class LogText {
    private static final Pattern ESCAPES = Pattern.compile("\u001B\\[[0-9;?]*[ -/]*[@-~]");

    private LogText() {}

    /** Without the codes that colour terminals; tabs as spaces, line ends and other controls as signs. */
    static String shown(String line) {
        String text = line.indexOf('\u001B') < 0 ? line : ESCAPES.matcher(line).replaceAll("");
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ') {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\t' -> shown.append("    ");
                case '\n' -> shown.append(" ⏎ ");
                case '\r' -> {}
                default -> shown.append(c < ' ' ? '·' : c);
            }
        }
        return shown.toString();
    }
}
