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
            lines.addAll(newest(prototypes, owner, cursor.place(), size + 1));
        }
        lines.sort(Comparator.comparing(HistoryLine::at).reversed());
        List<HistoryLine> shown = List.copyOf(lines.subList(0, Math.min(size, lines.size())));
        Cursor next = cursor;
        for (HistoryLine line : shown) {
            next = next.after(line);
        }
        return new Page(shown, more || lines.size() > size ? Optional.of(next.toString()) : Optional.empty());
    }

    /**
     * The newest tries of some prototypes. Of each a few are read, and more of those only whose next ones may still be among
     * the newest.
     */
    private List<HistoryLine.Tried> newest(List<String> prototypes, Optional<String> owner, String before, int count) {
        int step = Math.min(count, count / Math.max(1, prototypes.size()) + count / 8 + 1);
        List<PredictionQuery> open = prototypes.stream()
                .map(name -> new PredictionQuery(name, owner, some(before), step))
                .toList();
        List<HistoryLine.Tried> found = new ArrayList<>();
        while (!open.isEmpty()) {
            List<List<HistoryLine.Tried>> reads = atOnce(open, query -> predictions.list(query, HistoryLine.Tried::of));
            reads.forEach(found::addAll);
            found.sort(Comparator.comparing(HistoryLine.Tried::place).reversed());
            String last = found.size() < count ? "" : found.get(count - 1).place();
            List<PredictionQuery> unread = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                PredictionQuery query = open.get(i);
                List<HistoryLine.Tried> read = reads.get(i);
                if (read.size() == query.limit() && read.getLast().place().compareTo(last) > 0) {
                    unread.add(new PredictionQuery(
                            query.prototype(),
                            owner,
                            Optional.of(read.getLast().place()),
                            Math.min(count, query.limit() + step)));
                }
            }
            open = unread;
        }
        return found.subList(0, Math.min(count, found.size()));
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
