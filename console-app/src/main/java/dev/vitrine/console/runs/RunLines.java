package dev.vitrine.console.runs;

import dev.vitrine.common.log.LogEvent;
import dev.vitrine.common.log.LogUnavailableException;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Poller;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.kit.Secrets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The last log line of the runs that are open or that a person looks at, a few at a time. */
final class RunLines implements AutoCloseable {
    private static final int MOST = 8;
    private static final Poller.Pace PACE = new Poller.Pace(Duration.ofSeconds(6), Duration.ofMinutes(10));

    private final Desk desk;
    private final Map<String, String> lines = new HashMap<>();
    private final Poller<Map<String, String>> poller;
    private volatile List<RunRow> chosen = List.of();
    private volatile List<RunRow> open = List.of();

    RunLines(Desk desk, Runnable changed) {
        this.desk = desk;
        this.poller = new Poller<>(
                "last lines",
                PACE,
                Reading.none(),
                this::read,
                desk.workspace().cloud()::problem,
                desk.workspace().ui(),
                desk.workspace().clock());
        poller.reading().addListener((property, before, now) -> {
            now.value().ifPresent(lines::putAll);
            changed.run();
        });
        desk.session().govern(poller);
        poller.start();
    }

    void shown(boolean visible) {
        poller.watch(visible);
    }

    /** The person looks at these. */
    void want(List<RunRow> runs) {
        chosen = runs;
    }

    /** These are all that are listed. */
    void see(List<RunRow> rows) {
        open = rows.stream().filter(RunRow::isRunning).limit(MOST).toList();
    }

    /** The last line that was read of a run; blank when none was. */
    String last(String jobId) {
        return lines.getOrDefault(jobId, "");
    }

    private Map<String, String> read() {
        Map<String, RunRow> wanted = Stream.concat(chosen.stream().limit(2), open.stream())
                .filter(row -> !row.tasks().isEmpty())
                .collect(Collectors.toMap(row -> row.job().id(), Function.identity(), (one, same) -> one));
        Map<String, String> read = new HashMap<>();
        wanted.forEach((id, row) -> newest(row).ifPresent(line -> read.put(id, line)));
        return read;
    }

    private Optional<String> newest(RunRow row) {
        return row.tasks().stream()
                .sorted(Comparator.comparing(
                                (ClusterTask task) -> task.startedAt().orElse(java.time.Instant.EPOCH))
                        .reversed())
                .limit(2)
                .flatMap(task -> last(row, task).stream())
                .max(Comparator.comparingLong(LogEvent::timestamp))
                .map(event -> Secrets.redact(event.message().strip()));
    }

    private Optional<LogEvent> last(RunRow row, ClusterTask task) {
        try {
            return desk.workspace()
                    .cloud()
                    .logs()
                    .last("/vitrine/" + row.job().prototype(), "batch/" + task.container() + "/" + task.id());
        } catch (LogUnavailableException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        poller.close();
    }
}
