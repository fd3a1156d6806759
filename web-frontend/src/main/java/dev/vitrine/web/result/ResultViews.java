package dev.vitrine.web.result;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Rows of results by ranges. A plain view of any length is a ranged read. Of a sorted or filtered one only the numbers of
 * its rows are held, for results of at most {@link #MOST_ROWS} rows.
 */
public final class ResultViews {
    /** Larger results are not sorted or filtered here. */
    public static final int MOST_ROWS = 50_000;

    private static final int MOST_KEPT = 24;

    private final JobResults results;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, List<Long>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, List<Long>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Key(String job, ViewQuery query) {}

    /** A row's number with what it is sorted by. */
    private record Sortable(long row, Optional<Double> number, String text) {}

    public ResultViews(JobResults results) {
        this.results = results;
    }

    /**
     * A range of a view.
     *
     * @param total rows of the whole view
     */
    public record Range(long total, List<List<String>> rows) {}

    /** Rows of a view from a place on, from 0; of each what is shown. */
    public Range range(Job job, ViewQuery query, long from, int count, UnaryOperator<List<String>> shown) {
        if (query.isPlain()) {
            long left = Math.max(0, job.rows() - from);
            return new Range(job.rows(), results.page(job, from + 1, (int) Math.min(count, left), shown));
        }
        if (job.rows() > MOST_ROWS || !job.state().isDone()) {
            throw Problem.told(HttpStatus.UNPROCESSABLE_CONTENT, job.state().isDone() ? "rows.many" : "rows.running")
                    .exception();
        }
        List<Long> numbers = numbers(job, query);
        int begin = (int) Math.min(from, numbers.size());
        int end = Math.min(numbers.size(), begin + count);
        return new Range(numbers.size(), results.rows(job, numbers.subList(begin, end), shown));
    }

    private List<Long> numbers(Job job, ViewQuery query) {
        Key key = new Key(job.id(), query);
        lock.lock();
        try {
            List<Long> before = kept.get(key);
            if (before != null) {
                return before;
            }
        } finally {
            lock.unlock();
        }
        List<Long> found = find(job, query);
        lock.lock();
        try {
            kept.put(key, found);
        } finally {
            lock.unlock();
        }
        return found;
    }

    private List<Long> find(Job job, ViewQuery query) {
        Predicate<List<String>> filter = query.filter();
        List<Sortable> found = new ArrayList<>();
        results.forEach(job, record -> {
            if (filter.test(record)) {
                String cell = query.sort().isPresent() && query.sort().getAsInt() < record.size()
                        ? record.get(query.sort().getAsInt())
                        : "";
                found.add(new Sortable(
                        Long.parseLong(record.getFirst()),
                        ViewQuery.number(cell),
                        cell.length() > 200 ? cell.substring(0, 200) : cell));
            }
        });
        if (query.sort().isPresent()) {
            found.sort(order(query.descending()));
        }
        return found.stream().map(Sortable::row).toList();
    }

    /** Numbers before texts, blanks last whichever way; ties stay in the order of rows. */
    private static Comparator<Sortable> order(boolean descending) {
        Comparator<Sortable> byNumber =
                Comparator.comparingDouble(one -> one.number().orElse(0.0));
        Comparator<Sortable> byText = Comparator.comparing(Sortable::text, String.CASE_INSENSITIVE_ORDER);
        Comparator<Sortable> byValue = Comparator.<Sortable>comparingInt(
                        one -> one.number().isPresent() ? 0 : 1)
                .thenComparing(byNumber)
                .thenComparing(byText);
        return Comparator.<Sortable, Boolean>comparing(one -> one.text().isBlank())
                .thenComparing(descending ? byValue.reversed() : byValue);
    }
}
