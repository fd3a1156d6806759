package dev.vitrine.console.cost;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Dollars by whom, for what and on which day (in UTC) they were paid. */
record DayCosts(List<Entry> entries) {
    static final DayCosts NONE = new DayCosts(List.of());

    DayCosts {
        entries = List.copyOf(entries);
    }

    /** @param name of the row, such as {@code vitrine-banknote} */
    record Entry(String name, CostKind kind, LocalDate day, double usd) {}

    private DayCosts only(Predicate<Entry> wanted) {
        return new DayCosts(entries.stream().filter(wanted).toList());
    }

    /** Those of a row; all when it is blank. */
    DayCosts of(String name) {
        return name.isBlank() ? this : only(entry -> entry.name().equals(name));
    }

    DayCosts of(CostKind kind) {
        return only(entry -> entry.kind() == kind);
    }

    DayCosts since(LocalDate first) {
        return only(entry -> !entry.day().isBefore(first));
    }

    DayCosts on(LocalDate day) {
        return only(entry -> entry.day().equals(day));
    }

    double usd() {
        return entries.stream().mapToDouble(Entry::usd).sum();
    }

    Map<String, DayCosts> byName() {
        return entries.stream()
                .collect(Collectors.groupingBy(
                        Entry::name, Collectors.collectingAndThen(Collectors.toList(), DayCosts::new)));
    }

    /** Those for which anything was paid, in their order. */
    Set<CostKind> kinds() {
        return entries.stream()
                .filter(entry -> entry.usd() > 0)
                .map(Entry::kind)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
