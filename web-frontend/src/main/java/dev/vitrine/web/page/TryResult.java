package dev.vitrine.web.page;

import dev.vitrine.web.problem.Problem;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a try.
 *
 * @param errors field name to what is wrong with its value
 */
public record TryResult(Optional<AnswerView> answer, Optional<Problem> problem, Map<String, String> errors) {
    public static final TryResult NONE = new TryResult(Optional.empty(), Optional.empty(), Map.of());

    static TryResult of(AnswerView answer) {
        return new TryResult(Optional.of(answer), Optional.empty(), Map.of());
    }

    static TryResult of(Problem problem) {
        return new TryResult(Optional.empty(), Optional.of(problem), Map.of());
    }

    static TryResult of(Map<String, String> errors) {
        return new TryResult(Optional.empty(), Optional.empty(), errors);
    }
}
