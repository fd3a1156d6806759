package dev.vitrine.common.row;

import java.util.List;

/** A table whose header does not fit the declared inputs. The message names each problem and the remedy. */
public final class HeaderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    HeaderException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each. */
    public List<String> problems() {
        return problems;
    }
}
