package dev.vitrine.console.runs;

import dev.vitrine.console.desk.Desk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last log line of the runs that a person looks at. For one thread: the screen's. */
final class RunLines {
    private final Map<String, String> lines = new HashMap<>();

    RunLines(Desk desk, Runnable changed) {}

    void shown(boolean visible) {}

    void want(List<RunRow> runs) {}

    String last(String jobId) {
        return lines.getOrDefault(jobId, "");
    }
}
