package dev.vitrine.web.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A form with values that cannot be used. */
public final class InvalidFormFieldsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> problems;

    InvalidFormFieldsException(Map<String, String> problems) {
        super(problems.entrySet().stream()
                .map(problem -> "'" + problem.getKey() + "' " + problem.getValue())
                .collect(Collectors.joining("; ")));
        this.problems = new LinkedHashMap<>(problems);
    }

    /** Field name to what is wrong with it. */
    public Map<String, String> problems() {
        return problems;
    }
}
