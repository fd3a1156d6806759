package dev.vitrine.console.jobs;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobPage;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The newest jobs, looked up again and again on a thread of its own. While the cloud does not answer the last list stays,
 * with a problem that says so.
 */
public final class JobsViewModel implements AutoCloseable {
    /** So many jobs are listed. */
    public static final int NEWEST = 200;

    private static final long REFRESH_SECONDS = 2;

    private final Supplier<JobStore> cloud;
    private final Executor ui;
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("refresh jobs").factory());
    private final ObservableList<JobRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("Looking for jobs ...");

    /**
     * A list that is empty until it refreshes.
     *
     * @param cloud finds the job table; may throw while the cloud does not answer
     * @param ui runs changes where the window may see them
     */
    public JobsViewModel(Supplier<JobStore> cloud, Executor ui) {
        this.cloud = cloud;
        this.ui = ui;
    }

    /** Newest first. */
    public ObservableList<JobRow> rows() {
        return rows;
    }

    /** A sentence while something is wrong; else empty. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** One line that says what is listed. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Refreshes now and then every two seconds. */
    public void startRefreshing() {
        ScheduledFuture<?> _ = refresher.scheduleWithFixedDelay(this::refresh, 0, REFRESH_SECONDS, TimeUnit.SECONDS);
    }

    @SuppressWarnings("CatchingUnchecked") // the next refresh must come, whatever this one met
    private void refresh() {
        try {
            JobPage page = cloud.get().list(new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), NEWEST));
            ui.execute(() -> show(page));
        } catch (RuntimeException e) {
            String message = "The cloud does not answer: " + e.getMessage();
            ui.execute(() -> problem.set(message));
        }
    }

    private void show(JobPage page) {
        problem.set("");
        merge(page.jobs());
        long open = page.jobs().stream().filter(job -> !job.state().isDone()).count();
        String which = page.next().isPresent() ? "The newest " + rows.size() + " jobs" : rows.size() + " jobs";
        status.set(rows.isEmpty() ? "No jobs" : which + ", " + open + " of them open");
    }

    /** Changes only what differs, so that the table keeps its selection and its place. */
    private void merge(List<Job> jobs) {
        Set<String> ids = jobs.stream().map(Job::id).collect(Collectors.toSet());
        rows.removeIf(row -> !ids.contains(row.job().id()));
        Map<String, JobRow> known =
                rows.stream().collect(Collectors.toMap(row -> row.job().id(), Function.identity()));
        for (int i = 0; i < jobs.size(); i++) {
            Job job = jobs.get(i);
            JobRow row = known.get(job.id());
            if (row == null) {
                rows.add(i, new JobRow(job));
            } else {
                row.update(job);
            }
        }
    }

    @Override
    public void close() {
        refresher.shutdownNow();
    }
}
