package dev.vitrine.web.history;

import dev.vitrine.common.job.JobPage;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.prediction.PredictionQuery;
import dev.vitrine.common.prediction.PredictionStore;
import dev.vitrine.web.job.JobView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Brings tries and jobs together, a page at a time. */
final class History {
    /** Follows every character of a place, so that a place with it comes right after that place. */
    private static final String AFTER = "~";

    private final JobStore jobs;
    private final PredictionStore predictions;

    History(JobStore jobs, PredictionStore predictions) {
        this.jobs = jobs;
        this.predictions = predictions;
    }

    /** Lines, newest first, and the cursor of those after them. */
    record Page(List<HistoryLine> lines, Optional<String> next) {}

    /** How far jobs and tries were shown: a job's id and a place of a try, each empty at the start. */
    private record Cursor(String job, String place) {
        static Cursor of(Optional<String> text) {
            String[] parts = text.orElse("").split("~", 2);
            boolean whole = parts.length == 2
                    && parts[0].matches("[A-Za-z0-9_-]{0,64}")
                    && parts[1].matches("[0-9TZ:.-]*(#[A-Za-z0-9_-]{1,80})?");
            return whole ? new Cursor(parts[0], parts[1]) : new Cursor("", "");
        }

        Cursor after(HistoryLine line) {
            return switch (line) {
                case HistoryLine.Tried tried -> new Cursor(job, tried.place());
                case HistoryLine.Submitted submitted ->
                    new Cursor(submitted.view().job().id(), place);
            };
        }

        @Override
        public String toString() {
            return job + "~" + place;
        }
    }

    /**
     * A page of the history.
     *
     * @param owner whose alone
     * @param prototypes of which tries are shown
     */
    Page page(HistoryFilter filter, Optional<String> owner, List<String> prototypes, int size) {
        Cursor cursor = Cursor.of(filter.cursor());
        List<HistoryLine> lines = new ArrayList<>();
        boolean more = false;
        if (filter.hasJobs()) {
            JobPage page = jobs.list(new JobQuery(filter.prototype(), filter.state(), owner, some(cursor.job()), size));
            page.jobs().forEach(job -> lines.add(new HistoryLine.Submitted(JobView.of(job))));
            more = page.next().isPresent();
        }
        if (filter.hasTries()) {
            List<PredictionQuery> queries = prototypes.stream()
                    .map(name -> new PredictionQuery(name, owner, some(cursor.place()), size + 1))
                    .toList();
            lines.addAll(queries.size() > 1 ? newest(queries, size + 1) : tries(queries));
        }
        lines.sort(Comparator.comparing(HistoryLine::at).reversed());
        List<HistoryLine> shown = List.copyOf(lines.subList(0, Math.min(size, lines.size())));
        Cursor next = cursor;
        for (HistoryLine line : shown) {
            next = next.after(line);
        }
        return new Page(shown, more || lines.size() > size ? Optional.of(next.toString()) : Optional.empty());
    }

    /** The newest tries of all: their places tell which they are, so that no others are read. */
    private List<HistoryLine> newest(List<PredictionQuery> queries, int count) {
        List<List<String>> places = atOnce(queries, predictions::places);
        List<String> chosen = places.stream()
                .flatMap(List::stream)
                .sorted(Comparator.reverseOrder())
                .limit(count)
                .toList();
        List<PredictionQuery> wanted = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            List<String> own = places.get(i).stream().filter(chosen::contains).toList();
            if (!own.isEmpty()) {
                PredictionQuery query = queries.get(i);
                // What came since is left to the next look: it would take the place of one that was chosen.
                wanted.add(new PredictionQuery(
                        query.prototype(), query.owner(), Optional.of(own.getFirst() + AFTER), own.size()));
            }
        }
        return tries(wanted);
    }

    private List<HistoryLine> tries(List<PredictionQuery> queries) {
        return atOnce(queries, query -> predictions.list(query, HistoryLine.Tried::of)).stream()
                .<HistoryLine>flatMap(List::stream)
                .toList();
    }

    private static <T> List<T> atOnce(List<PredictionQuery> queries, Function<PredictionQuery, T> read) {
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> reads = queries.stream()
                    .map(query -> readers.submit(() -> read.apply(query)))
                    .toList();
            List<T> found = new ArrayList<>();
            for (Future<T> each : reads) {
                found.add(each.get());
            }
            return found;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the history was read", e);
        }
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
