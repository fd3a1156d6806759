package dev.vitrine.localcloud.logs.pattern;

/** How a number may stand to another. */
enum Comparison {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS_OR_EQUAL("<="),
    LESS("<"),
    GREATER_OR_EQUAL(">="),
    GREATER(">");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    static Comparison parse(Scanner scanner) {
        for (Comparison comparison : values()) {
            if (scanner.take(comparison.sign)) {
                return comparison;
            }
        }
        throw scanner.invalid("expected =, !=, <, <=, >, >=, IS, EXISTS or NOT EXISTS");
    }

    /** @param order as of {@link Comparable#compareTo} */
    boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS_OR_EQUAL -> order <= 0;
            case LESS -> order < 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case GREATER -> order > 0;
        };
    }
}
