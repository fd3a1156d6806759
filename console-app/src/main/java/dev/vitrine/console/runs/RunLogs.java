package dev.vitrine.console.runs;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.log.LogStreams;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.log.LogScopes;
import dev.vitrine.console.log.LogTarget;
import dev.vitrine.console.log.tail.LogScope;
import dev.vitrine.console.log.tail.LogScope.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.util.Subscription;

/** The logs of runs: the lines of the tasks that worked on them, also of those that are started later. */
final class RunLogs {
    private static final String PREFIX = "batch/";
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Desk desk;
    private final ReadOnlyObjectProperty<Map<String, RunRow>> rows;

    /** @param rows the runs that are listed, by id */
    RunLogs(Desk desk, ReadOnlyObjectProperty<Map<String, RunRow>> rows) {
        this.desk = desk;
        this.rows = rows;
    }

    /** Opens one log for the runs of each prototype, as each has a log group of its own. */
    void open(List<RunRow> chosen) {
        chosen.stream()
                .collect(Collectors.groupingBy(row -> row.job().prototype(), TreeMap::new, Collectors.toList()))
                .forEach((prototype, its) -> desk.screen().openLog(target(prototype, its)));
    }

    private LogTarget target(String prototype, List<RunRow> chosen) {
        String title = chosen.size() == 1
                ? prototype + ": " + chosen.getFirst().job().source()
                : prototype + ": " + chosen.size() + " runs";
        String key = chosen.stream().map(row -> row.job().id()).sorted().collect(Collectors.joining(" ", "runs ", ""));
        Instant listed = listed();
        List<RunRow> forgotten =
                chosen.stream().filter(row -> isForgotten(row, listed)).toList();
        if (forgotten.isEmpty()) {
            return new LogTarget(key, title, "/vitrine/" + prototype, "", new Live(chosen));
        }
        Span span = new Span(
                moment(chosen, job -> job.startedAt().orElse(job.submittedAt()))
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH),
                moment(chosen, job -> job.finishedAt().orElse(Instant.MAX))
                        .max(Comparator.naturalOrder())
                        .filter(last -> last.isBefore(Instant.MAX))
                        .map(last -> last.plus(LAST_WORDS))
                        .orElse(Instant.ofEpochMilli(Long.MAX_VALUE)));
        boolean done = chosen.stream().allMatch(row -> row.job().state().isDone());
        LogScope scope = new LogScope(Optional.of(new LogStreams.Prefix(PREFIX)), Instant.MAX, Optional.of(span), done);
        String note = "ECS has forgotten which tasks these were: the lines of all workers from "
                + Texts.clock(span.from()) + (done ? " to " + Texts.clock(span.to()) : " on");
        return new LogTarget(key, title, "/vitrine/" + prototype, note, LogScopes.fixed(scope));
    }

    private static java.util.stream.Stream<Instant> moment(List<RunRow> rows, Function<Job, Instant> moment) {
        return rows.stream().map(RunRow::job).map(moment);
    }

    /** When ECS was asked last. */
    private Instant listed() {
        return desk.resources().tasks().reading().get().at().orElse(Instant.EPOCH);
    }

    private static boolean isForgotten(RunRow row, Instant listed) {
        return row.job().startedAt().isPresent()
                && isFinal(row, listed)
                && streams(row).isEmpty();
    }

    /** Whether no other task can have worked on it. */
    private static boolean isFinal(RunRow row, Instant listed) {
        return row.job().state().isDone()
                && row.job().finishedAt().filter(listed::isAfter).isPresent();
    }

    private static List<String> streams(RunRow row) {
        return row.tasks().stream()
                .filter(task -> !task.container().isBlank())
                .map(task -> PREFIX + task.container() + "/" + task.id())
                .toList();
    }

    /** Grows with what ECS tells, and ends when all tasks of all these runs have stopped. */
    private final class Live implements LogScopes {
        private final Map<String, RunRow> last = new LinkedHashMap<>();

        Live(List<RunRow> chosen) {
            chosen.forEach(row -> last.put(row.job().id(), row));
        }

        @Override
        public LogScope now() {
            last.replaceAll((id, before) -> rows.get().getOrDefault(id, before));
            Instant listed = listed();
            boolean complete = last.values().stream().allMatch(row -> isFinal(row, listed));
            boolean stopped =
                    last.values().stream().flatMap(row -> row.tasks().stream()).allMatch(ClusterTask::isStopped);
            List<String> streams =
                    last.values().stream().flatMap(row -> streams(row).stream()).toList();
            return LogScope.known(streams, complete ? Instant.MAX : listed, complete && stopped);
        }

        /** While the log is open, runs and tasks are asked for as often as if one looked at them. */
        @Override
        public Subscription subscribe(Runnable changed) {
            desk.resources().runs().watch(true);
            desk.resources().tasks().watch(true);
            return rows.subscribe((before, now) -> changed.run()).and(() -> {
                desk.resources().runs().watch(false);
                desk.resources().tasks().watch(false);
            });
        }
    }
}
