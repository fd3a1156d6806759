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
        if (filter.hasTries()) {
            for (String prototype : prototypes) {
                lines.addAll(predictions.list(
                        new PredictionQuery(prototype, owner, some(cursor.place()), size + 1), HistoryLine.Tried::of));
            }
        }
        boolean more = false;
        if (filter.hasJobs()) {
            JobPage page = jobs.list(new JobQuery(filter.prototype(), filter.state(), owner, some(cursor.job()), size));
            page.jobs().forEach(job -> lines.add(new HistoryLine.Submitted(JobView.of(job))));
            more = page.next().isPresent();
        }
        lines.sort(Comparator.comparing(HistoryLine::at).reversed());
        List<HistoryLine> shown = List.copyOf(lines.subList(0, Math.min(size, lines.size())));
        for (HistoryLine line : shown) {
            cursor = cursor.after(line);
        }
        return new Page(shown, more || lines.size() > size ? Optional.of(cursor.toString()) : Optional.empty());
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
