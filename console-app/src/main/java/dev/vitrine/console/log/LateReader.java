package dev.vitrine.console.log;

import dev.vitrine.common.log.LogEvent;
import dev.vitrine.common.log.LogPage;
import dev.vitrine.common.log.LogReader;
import dev.vitrine.common.log.LogStreams;
import dev.vitrine.common.log.StreamPage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A reader that is made when it is first asked, on the thread that asks. */
record LateReader(Supplier<LogReader> cloud) implements LogReader {
    @Override
    public List<String> streams(String group, String prefix) {
        return cloud.get().streams(group, prefix);
    }

    @Override
    public LogPage filter(String group, LogStreams streams, long from, long to, Optional<String> token) {
        return cloud.get().filter(group, streams, from, to, token);
    }

    @Override
    public StreamPage read(String group, String stream, long from, Optional<String> token) {
        return cloud.get().read(group, stream, from, token);
    }

    @Override
    public Optional<LogEvent> last(String group, String stream) {
        return cloud.get().last(group, stream);
    }
}
