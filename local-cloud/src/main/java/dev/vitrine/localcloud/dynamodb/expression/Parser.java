package dev.vitrine.localcloud.dynamodb.expression;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import dev.vitrine.localcloud.dynamodb.expression.Path.Element;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NullValue;
import dev.vitrine.localcloud.dynamodb.value.ItemSize;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the grammars share: the cursor over the tokens, paths, values and the order of errors. */
abstract class Parser {
    private static final int MAX_BYTES = 4096;
    private static final int MAX_OPERATORS = 300;

    /** Bounds recursion: more levels of parentheses than this are refused. */
    private static final int MAX_LEVELS = 150;

    final Problems problems = new Problems();
    private final String text;
    private final Placeholders placeholders;
    private final List<Token> tokens;
    private int at;
    private int operators;
    private int levels;

    Parser(String text, Placeholders placeholders) {
        this.text = text;
        this.placeholders = placeholders;
        this.tokens = Lexer.tokens(text);
    }

    /**
     * Parses one expression and words its errors.
     *
     * @param member name of the request's member, such as {@code UpdateExpression}
     */
    static <P extends Parser, T> T run(String member, String text, Function<String, P> parser, Function<P, T> grammar) {
        try {
            if (text.isEmpty()) {
                throw new ExpressionException("The expression can not be empty;");
            }
            int size = ItemSize.utf8(text);
            if (size > MAX_BYTES) {
                throw new ExpressionException(
                        "Expression size has exceeded the maximum allowed size; expression size: " + size);
            }
            P started = parser.apply(text);
            T parsed = grammar.apply(started);
            started.end();
            started.problems.check();
            return parsed;
        } catch (ExpressionException e) {
            throw validation("Invalid " + member + ": " + e.getMessage());
        }
    }

    final void end() {
        if (peek().kind() != Token.Kind.END) {
            throw syntaxError();
        }
        if (operators > MAX_OPERATORS) {
            throw new ExpressionException("The expression contains too many operators; operator count: " + operators);
        }
    }

    final Token peek() {
        return tokens.get(at);
    }

    final Token peekAfter() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    final Token next() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    /** Where the parser stands, to return there with {@link #goTo}. */
    final int position() {
        return at;
    }

    final void goTo(int position) {
        at = position;
    }

    final boolean acceptSign(String sign) {
        boolean accepted = peek().isSign(sign);
        if (accepted) {
            at++;
        }
        return accepted;
    }

    final boolean acceptWord(String keyword) {
        boolean accepted = peek().isWord(keyword);
        if (accepted) {
            at++;
        }
        return accepted;
    }

    final void expectSign(String sign) {
        if (!acceptSign(sign)) {
            throw syntaxError();
        }
    }

    final ExpressionException syntaxError() {
        Token token = peek();
        Token before = tokens.get(Math.max(0, at - 1));
        return new ExpressionException("Syntax error; token: \"" + token.text() + "\", near: \""
                + text.substring(before.start(), peekAfter().end()) + "\"");
    }

    final void countOperator() {
        operators++;
    }

    final void enter() {
        if (++levels > MAX_LEVELS) {
            throw new ExpressionException("The expression is nested too deeply; levels: " + levels);
        }
    }

    final void leave() {
        levels--;
    }

    /** A document path; a bare reserved word in it is a problem. */
    final Path path() {
        List<Element> elements = new ArrayList<>();
        elements.add(name());
        while (true) {
            if (acceptSign(".")) {
                elements.add(name());
            } else if (acceptSign("[")) {
                elements.add(index());
                expectSign("]");
            } else {
                return new Path(elements);
            }
        }
    }

    private Path.Name name() {
        Token token = peek();
        return switch (token.kind()) {
            case WORD -> {
                at++;
                if (ReservedWords.contains(token.text())) {
                    problems.add(
                            Problems.Kind.RESERVED_WORD,
                            "Attribute name is a reserved keyword; reserved keyword: " + token.text());
                }
                yield new Path.Name(token.text());
            }
            case NAME -> {
                at++;
                @Nullable String name = placeholders.name(token.text()).orElse(null);
                if (name == null) {
                    problems.add(
                            Problems.Kind.UNDEFINED,
                            "An expression attribute name used in the document path is not defined; attribute name: "
                                    + token.text());
                }
                yield new Path.Name(name == null ? token.text() : name);
            }
            case VALUE, NUMBER, SIGN, END -> throw syntaxError();
        };
    }

    private Path.Index index() {
        Token token = peek();
        if (token.kind() != Token.Kind.NUMBER) {
            throw syntaxError();
        }
        at++;
        try {
            return new Path.Index(Integer.parseInt(token.text()));
        } catch (NumberFormatException e) {
            throw new ExpressionException(
                    "List index is not within the allowable range; index: [" + token.text() + "]");
        }
    }

    final AttributeValue value() {
        Token token = peek();
        if (token.kind() != Token.Kind.VALUE) {
            throw syntaxError();
        }
        at++;
        return placeholders.value(token.text()).orElseGet(() -> {
            problems.add(
                    Problems.Kind.UNDEFINED,
                    "An expression attribute value used in expression is not defined; attribute value: "
                            + token.text());
            return new NullValue();
        });
    }

    /** Two paths of one expression may not touch the same place. */
    final void checkDisjoint(List<Path> paths) {
        for (int i = 0; i < paths.size(); i++) {
            for (int j = 0; j < i; j++) {
                checkDisjoint(paths.get(j), paths.get(i));
            }
        }
    }

    private void checkDisjoint(Path one, Path two) {
        int common = Math.min(one.elements().size(), two.elements().size());
        for (int i = 0; i < common; i++) {
            Element left = one.elements().get(i);
            Element right = two.elements().get(i);
            if (left.getClass() != right.getClass()) {
                problems.add(Problems.Kind.CONFLICT, "Two document paths conflict with each other;" + both(one, two));
                return;
            }
            if (!left.equals(right)) {
                return;
            }
        }
        problems.add(Problems.Kind.OVERLAP, "Two document paths overlap with each other;" + both(one, two));
    }

    private static String both(Path one, Path two) {
        return " must remove or rewrite one of these paths; path one: " + one + ", path two: " + two;
    }
}
