package dev.vitrine.localcloud.logs.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Terms that a message has to hold, in any order, with regard to case.
 *
 * @param all each of them
 * @param any at least one of them, which counts only where there are no others, as on AWS
 * @param none not one of them
 */
record Terms(List<Term> all, List<Term> any, List<Term> none) implements FilterPattern {
    Terms {
        all = List.copyOf(all);
        any = List.copyOf(any);
        none = List.copyOf(none);
    }

    static Terms parse(Scanner scanner) {
        List<Term> all = new ArrayList<>();
        List<Term> any = new ArrayList<>();
        List<Term> none = new ArrayList<>();
        while (!scanner.skipSpace().atEnd()) {
            List<Term> kind = scanner.take("?") ? any : scanner.take("-") ? none : all;
            kind.add(Term.parse(scanner));
        }
        return new Terms(all, any, none);
    }

    @Override
    public boolean matches(String message) {
        Predicate<Term> held = term -> term.isIn(message);
        return all.stream().allMatch(held)
                && none.stream().noneMatch(held)
                && (any.isEmpty()
                        || !all.isEmpty()
                        || !none.isEmpty()
                        || any.stream().anyMatch(held));
    }
}
