package dev.vitrine.web.dispatch;

import dev.vitrine.common.job.Backlog.OpenWork;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the dispatcher remembers of one prototype from round to round. Lost with the office, which does no harm. */
final class Watch {
    private static final Duration SHORTEST_BACKOFF = Duration.ofSeconds(3);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    private Map<String, Integer> shardsDone = new HashMap<>();
    private Instant since;
    private int starts;
    private int failedStarts;
    private Instant nextStart = Instant.MIN;
    private Instant lastStart = Instant.MIN;
    private int expected;

    Watch(Instant now) {
        this.since = now;
    }

    /** Notes how far the jobs are; forgets all failures when a shard was done or a job ended. */
    void look(List<OpenWork> open, Instant now) {
        Map<String, Integer> done = new HashMap<>();
        open.forEach(work -> done.put(
                work.job().id(),
                work.job().progress().shardsDone() + work.job().progress().shardsSetAside()));
        boolean progress = shardsDone.entrySet().stream()
                .anyMatch(before -> !before.getValue().equals(done.get(before.getKey())));
        shardsDone = done;
        if (progress) {
            forget(now);
        }
    }

    void forget(Instant now) {
        since = now;
        starts = 0;
        failedStarts = 0;
        nextStart = Instant.MIN;
    }

    /** Time of the last progress. */
    Instant since() {
        return since;
    }

    /** Rounds that started workers since the last progress. */
    int starts() {
        return starts;
    }

    int failedStarts() {
        return failedStarts;
    }

    void started(int running, int more, Instant now) {
        starts++;
        failedStarts = 0;
        nextStart = Instant.MIN;
        lastStart = now;
        expected = running + more;
    }

    void startFailed(Instant now) {
        Duration backoff = SHORTEST_BACKOFF.multipliedBy(1L << Math.min(failedStarts, 10));
        failedStarts++;
        nextStart = now.plus(backoff.compareTo(LONGEST_BACKOFF) < 0 ? backoff : LONGEST_BACKOFF);
    }

    /** Not within a backoff, and not while workers that were just started may not be listed yet. */
    boolean mayStart(int running, Instant now) {
        boolean unlisted = running < expected && now.isBefore(lastStart.plus(Duration.ofSeconds(2)));
        return !now.isBefore(nextStart) && !unlisted;
    }
}
