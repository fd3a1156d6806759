package dev.vitrine.web.result;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which rows of a job are looked at, in which order.
 *
 * @param sort place of the column to sort by, among the result columns; by row when empty
 * @param descending whether the greatest comes first
 * @param column place of the column that {@code find} is about; any column when empty
 * @param find text that a cell holds, whatever its case; or a comparison such as {@code > 5}; blank for all rows
 * @param rejectedOnly whether rows with an output are left out
 */
public record ViewQuery(OptionalInt sort, boolean descending, OptionalInt column, String find, boolean rejectedOnly) {
    /** All rows in their order. */
    public static final ViewQuery ALL = new ViewQuery(OptionalInt.empty(), false, OptionalInt.empty(), "", false);

    private static final Pattern COMPARISON =
            Pattern.compile("(<=|>=|!=|<|>|=)\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,3})?)");

    public boolean isPlain() {
        return equals(ALL);
    }

    /** Whether a record belongs to the view. */
    Predicate<List<String>> filter() {
        Predicate<String> cell = cellFilter();
        return record -> (!rejectedOnly || !record.getLast().isEmpty()) && holds(record, cell);
    }

    private boolean holds(List<String> record, Predicate<String> cell) {
        if (find.isBlank()) {
            return true;
        }
        return column.isPresent()
                ? column.getAsInt() < record.size() && cell.test(record.get(column.getAsInt()))
                : record.stream().anyMatch(cell);
    }

    private Predicate<String> cellFilter() {
        Matcher comparison = COMPARISON.matcher(find.strip());
        if (comparison.matches()) {
            double limit = Double.parseDouble(comparison.group(2));
            String operator = comparison.group(1);
            return cell ->
                    number(cell).map(value -> compare(operator, value, limit)).orElse(false);
        }
        String wanted = find.strip().toLowerCase(Locale.ROOT);
        return cell -> cell.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static boolean compare(String operator, double value, double limit) {
        return switch (operator) {
            case "<" -> value < limit;
            case "<=" -> value <= limit;
            case ">" -> value > limit;
            case ">=" -> value >= limit;
            case "!=" -> value != limit;
            default -> value == limit;
        };
    }

    /** The number that a cell is; empty when it is none. */
    static Optional<Double> number(String cell) {
        String text = cell.strip();
        if (text.isEmpty() || text.length() > 40 || "0123456789+-.".indexOf(text.charAt(0)) < 0) {
            return Optional.empty();
        }
        try {
            double value = Double.parseDouble(text);
            char last = text.charAt(text.length() - 1);
            return Double.isFinite(value) && (Character.isDigit(last) || last == '.')
                    ? Optional.of(value)
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
