package dev.vitrine.console.log;

import dev.vitrine.common.log.LogEvent;
import dev.vitrine.common.log.LogPage;
import dev.vitrine.common.log.LogReader;
import dev.vitrine.common.log.LogStreams;
import dev.vitrine.common.log.StreamPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A source of load: a log with so many lines behind it in which so many more are printed every second, by eight streams.
 * Line n is always the same, and is there from its time on.
 */
final class EndlessLog implements LogReader {
    private static final int PAGE = 5_000;
    private static final int STREAMS = 8;

    private final long behind;
    private final long perSecond;
    private final long start = System.currentTimeMillis();

    EndlessLog(long behind, long perSecond) {
        this.behind = behind;
        this.perSecond = perSecond;
    }

    private long available() {
        return behind + (System.currentTimeMillis() - start) * perSecond / 1000;
    }

    private long timestamp(long line) {
        return start + (line - behind) * 1000 / perSecond;
    }

    @Override
    public List<String> streams(String group, String prefix) {
        return List.of();
    }

    @Override
    public LogPage filter(String group, LogStreams streams, long from, long to, Optional<String> token) {
        long first = token.map(Long::parseLong)
                .orElseGet(() -> (long) Math.max(0, behind + (from - start) / 1000.0 * perSecond));
        long end = Math.min(available(), first + PAGE);
        List<LogEvent> events = new ArrayList<>();
        for (long line = first; line < end; line++) {
            long at = timestamp(line);
            events.add(new LogEvent("batch/worker/" + line % STREAMS, at, at + 20, Long.toString(line), text(line)));
        }
        return new LogPage(events, end < available() ? Optional.of(Long.toString(end)) : Optional.empty());
    }

    private static String text(long line) {
        String level = line % 5_000 == 0 ? "ERROR" : line % 97 == 0 ? "WARN " : "INFO ";
        return String.format(
                Locale.ROOT,
                "%s shard-%04d answered %,d rows in %d ms, 0 rejects, model 0123456789ab",
                level,
                line % 512,
                line,
                line % 613);
    }

    @Override
    public StreamPage read(String group, String stream, long from, Optional<String> token) {
        throw new UnsupportedOperationException("this log has many streams");
    }

    @Override
    public Optional<LogEvent> last(String group, String stream) {
        return Optional.empty();
    }
}
