package dev.vitrine.web.page;

import dev.vitrine.web.access.Viewer;
import dev.vitrine.web.problem.Problem;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a try.
 *
 * @param errors field name to what is wrong with its value
 * @param mayReview whether who looks at the answer may say that it is wrong
 */
public record TryResult(
        Optional<AnswerView> answer, Optional<Problem> problem, Map<String, String> errors, boolean mayReview) {
    public static final TryResult NONE = new TryResult(Optional.empty(), Optional.empty(), Map.of(), false);

    static TryResult of(AnswerView answer, Viewer viewer) {
        return new TryResult(Optional.of(answer), Optional.empty(), Map.of(), viewer.mayReview());
    }

    static TryResult of(Problem problem) {
        return new TryResult(Optional.empty(), Optional.of(problem), Map.of(), false);
    }

    static TryResult of(Map<String, String> errors) {
        return new TryResult(Optional.empty(), Optional.empty(), errors, false);
    }
}
