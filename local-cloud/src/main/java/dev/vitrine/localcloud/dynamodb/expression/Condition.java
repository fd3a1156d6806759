package dev.vitrine.localcloud.dynamodb.expression;

import dev.vitrine.localcloud.dynamodb.value.AttributeType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The syntax tree of a condition, filter or key condition expression. */
public sealed interface Condition {
    record And(Condition left, Condition right) implements Condition {}

    record Or(Condition left, Condition right) implements Condition {}

    record Not(Condition negated) implements Condition {}

    record Comparison(Comparator comparator, Operand left, Operand right) implements Condition {}

    /** Both bounds belong to the range. */
    record Between(Operand operand, Operand low, Operand high) implements Condition {}

    record In(Operand operand, List<Operand> candidates) implements Condition {
        public In {
            candidates = List.copyOf(candidates);
        }
    }

    record Exists(Path path) implements Condition {}

    record NotExists(Path path) implements Condition {}

    record HasType(Operand operand, AttributeType type) implements Condition {}

    record BeginsWith(Operand operand, Operand prefix) implements Condition {}

    record Contains(Operand operand, Operand part) implements Condition {}

    /** The six signs of comparison. */
    enum Comparator {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String sign;

        Comparator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        /** The comparator that says the same with both sides exchanged. */
        Comparator mirrored() {
            return switch (this) {
                case EQUAL -> EQUAL;
                case NOT_EQUAL -> NOT_EQUAL;
                case LESS -> GREATER;
                case AT_MOST -> AT_LEAST;
                case GREATER -> LESS;
                case AT_LEAST -> AT_MOST;
            };
        }
    }

    /** Every path that the condition reads. */
    default Set<Path> paths() {
        Set<Path> paths = new HashSet<>();
        collect(this, paths);
        return paths;
    }

    private static void collect(Condition condition, Set<Path> paths) {
        switch (condition) {
            case And(var left, var right) -> {
                collect(left, paths);
                collect(right, paths);
            }
            case Or(var left, var right) -> {
                collect(left, paths);
                collect(right, paths);
            }
            case Not(var negated) -> collect(negated, paths);
            case Comparison(var ignored, var left, var right) -> collect(paths, left, right);
            case Between(var operand, var low, var high) -> collect(paths, operand, low, high);
            case In(var operand, var candidates) -> {
                collect(paths, operand);
                candidates.forEach(candidate -> collect(paths, candidate));
            }
            case Exists(var path) -> paths.add(path);
            case NotExists(var path) -> paths.add(path);
            case HasType(var operand, var ignored) -> collect(paths, operand);
            case BeginsWith(var operand, var prefix) -> collect(paths, operand, prefix);
            case Contains(var operand, var part) -> collect(paths, operand, part);
        }
    }

    private static void collect(Set<Path> paths, Operand... operands) {
        Stream.of(operands).forEach(operand -> {
            switch (operand) {
                case Operand.At(var path) -> paths.add(path);
                case Operand.Constant ignored -> {}
                case Operand.Size(var of) -> collect(paths, of);
            }
        });
    }
}
