package dev.vitrine.console.log.tail;

import dev.vitrine.common.log.LogEvent;
import dev.vitrine.common.log.LogReader;
import dev.vitrine.common.log.StreamPage;
import dev.vitrine.console.log.tail.LineStore.Identified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One stream by GetLogEvents. Going on by the forward token brings each event once. Events have no ids here: lines that are
 * the same to the millisecond are counted, and the n-th of them stays the n-th when it is read again.
 */
final class OneStream implements LogSource {
    private final LogReader reader;
    private final String group;
    private final String stream;
    private final Desk desk;
    private @Nullable String forward;

    OneStream(LogReader reader, String group, String stream, Desk desk) {
        this.reader = reader;
        this.group = group;
        this.stream = stream;
        this.desk = desk;
    }

    @Override
    public int readAll(LogScope scope, long from, long whole) throws InterruptedException {
        forward = null;
        Map<Long, Integer> same = new HashMap<>();
        long[] millisecond = {Long.MIN_VALUE};
        return read(from, events -> {
            List<Identified> identified = new ArrayList<>(events.size());
            for (LogEvent event : events) {
                // A stream is read in the order of its time: what was counted before does not come again.
                if (event.timestamp() > millisecond[0]) {
                    millisecond[0] = event.timestamp();
                    same.clear();
                }
                long identity = Identities.of(event.timestamp() ^ (event.ingestionTime() << 1), event.message());
                identified.add(new Identified(event, Identities.nth(identity, same.merge(identity, 1, Integer::sum))));
            }
            return identified;
        });
    }

    @Override
    public int readNewest(LogScope scope, long from, long whole) throws InterruptedException {
        return forward == null ? readAll(scope, from, whole) : read(from, this::neverSeen);
    }

    @Override
    public Instant knownTo(LogScope scope) {
        return Instant.MAX;
    }

    /** What comes by the token is new, although the like may be there already. */
    private List<Identified> neverSeen(List<LogEvent> events) {
        Map<Long, Integer> same = new HashMap<>();
        List<Identified> identified = new ArrayList<>(events.size());
        for (LogEvent event : events) {
            long identity = Identities.of(event.timestamp() ^ (event.ingestionTime() << 1), event.message());
            int n = same.merge(identity, 1, Integer::sum);
            while (desk.has(event.timestamp(), Identities.nth(identity, n))) {
                n = same.merge(identity, 1, Integer::sum);
            }
            identified.add(new Identified(event, Identities.nth(identity, n)));
        }
        return identified;
    }

    private interface Naming {
        List<Identified> identify(List<LogEvent> events);
    }

    private int read(long from, Naming naming) throws InterruptedException {
        int pages = 0;
        while (true) {
            Optional<String> token = Optional.ofNullable(forward);
            StreamPage page = desk.ask(() -> reader.read(group, stream, from, token));
            desk.take(naming.identify(page.events()));
            forward = page.forward();
            pages++;
            if (page.atEnd()) {
                return pages;
            }
        }
    }
}
