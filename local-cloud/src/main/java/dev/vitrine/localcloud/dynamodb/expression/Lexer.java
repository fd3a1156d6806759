package dev.vitrine.localcloud.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into tokens; the last one is always the end. */
final class Lexer {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        return new Lexer(text).run();
    }

    private List<Token> run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (isLetter(c)) {
                take(Token.Kind.WORD, at + 1);
            } else if (c == '#') {
                take(Token.Kind.NAME, at + 1);
            } else if (c == ':') {
                take(Token.Kind.VALUE, at + 1);
            } else if (isDigit(c)) {
                takeNumber();
            } else {
                takeSign();
            }
        }
        tokens.add(new Token(Token.Kind.END, "<EOF>", text.length(), text.length()));
        return tokens;
    }

    private void take(Token.Kind kind, int from) {
        int end = from;
        while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
            end++;
        }
        add(kind, end);
    }

    private void takeNumber() {
        int end = at;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        add(Token.Kind.NUMBER, end);
    }

    private void takeSign() {
        String two = text.substring(at, Math.min(at + 2, text.length()));
        boolean isTwo = two.equals("<>") || two.equals("<=") || two.equals(">=");
        add(Token.Kind.SIGN, at + (isTwo ? 2 : 1));
    }

    private void add(Token.Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at, end));
        at = end;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
