package dev.vitrine.console.runs;

import dev.vitrine.common.job.JobState;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Texts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells when a run ends, fails or stalls: those that a person asked for, and every one that fails or stalls. */
final class RunWatch {
    private final Desk desk;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, String> states = new HashMap<>();

    RunWatch(Desk desk) {
        this.desk = desk;
    }

    boolean isWatched(String jobId) {
        return asked.contains(jobId);
    }

    void toggle(String jobId) {
        if (!asked.remove(jobId)) {
            asked.add(jobId);
        }
    }

    void see(List<RunRow> rows) {
        for (RunRow row : rows) {
            String before = states.put(row.job().id(), row.state());
            if (before != null && !before.equals(row.state())) {
                changed(row);
            }
        }
    }

    private void changed(RunRow row) {
        boolean wanted = asked.contains(row.job().id());
        String what = row.job().prototype() + ", " + row.job().source();
        if (row.stalled()) {
            desk.screen().announce("A run does not move", what + ": no row for a minute. Its log may say why.");
        } else if (row.job().state() == JobState.FAILED) {
            desk.screen()
                    .announce("A run failed", what + ": " + row.job().reason().orElse(""));
        } else if (wanted && row.job().state().isDone()) {
            desk.screen()
                    .announce(
                            "A run " + (row.job().state() == JobState.SUCCEEDED ? "is done" : "was cancelled"),
                            what + ": " + Texts.number(row.job().progress().rowsDone()) + " rows, "
                                    + Texts.number(row.job().progress().rejects()) + " rejects");
        }
        if (row.job().state().isDone()) {
            asked.remove(row.job().id());
        }
    }
}
