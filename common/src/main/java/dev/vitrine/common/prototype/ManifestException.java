package dev.vitrine.common.prototype;

import java.util.List;
import java.util.stream.Collectors;

/** A manifest that cannot be used. The message has one line for each problem: {@code file:line: message}. */
public final class ManifestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ManifestProblem> problems;

    ManifestException(List<ManifestProblem> problems) {
        super(problems.stream().sorted().map(ManifestProblem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
    }

    /** In order of their lines. */
    public List<ManifestProblem> problems() {
        return problems;
    }
}
