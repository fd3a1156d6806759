package dev.vitrine.localcloud.dynamodb.expression;

/**
 * @param start index of its first character in the expression
 * @param end index after its last character
 */
record Token(Kind kind, String text, int start, int end) {
    enum Kind {
        /** A bare attribute name, a keyword or a function's name. */
        WORD,
        /** {@code #name}. */
        NAME,
        /** {@code :value}. */
        VALUE,
        NUMBER,
        /** A comparator, bracket or other sign. */
        SIGN,
        END
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** Keywords have no case. */
    boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }
}
