package dev.vitrine.console.log.tail;

import dev.vitrine.console.kit.WholeFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * The lines that pass a filter, in the order of their time: always all of the file, found by a thread of its own. Safe for
 * many threads.
 */
public final class LineView implements AutoCloseable {
    private static final int SLICE = 4_096;
    private static final long LOOK_AGAIN = 20_000_000;

    private final LineStore store;
    private final Runnable changed;
    private final TimeOrder matches;
    private final long[] levels = new long[LogLevel.COUNT];
    private final Semaphore work = new Semaphore(0);

    // Guarded by the store's lock.
    private LogFilter filter = LogFilter.ALL;
    private int lookedAt;

    /** Counts the filters; changes only under the store's lock, and is read everywhere. */
    private final AtomicInteger filters = new AtomicInteger();

    private volatile boolean closed;

    /** @param changed is run, on any thread, when the lines of this view may be others */
    public LineView(LineStore store, Runnable changed) {
        this.store = store;
        this.changed = changed;
        this.matches = new TimeOrder(store.file()::timestamp);
        Thread _ = Thread.ofPlatform().daemon().name("filter lines").start(this::run);
    }

    /** Shows other lines from now on, beginning with none. */
    public void filter(LogFilter wanted) {
        store.writing(() -> {
            filters.incrementAndGet();
            filter = wanted;
            matches.clear();
            lookedAt = 0;
            Arrays.fill(levels, 0);
            return wanted;
        });
        more();
    }

    /** There are more lines in the store. */
    public void more() {
        if (store.reading(() -> filter.isAll())) {
            changed.run();
        } else {
            work.release();
        }
    }

    private void run() {
        try {
            while (!closed) {
                work.acquire();
                work.drainPermits();
                while (!closed && slice()) {
                    changed.run();
                }
                changed.run();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** The lines of one slice of the file. */
    private record Slice(LogFilter filter, int filters, int from, List<String> texts) {}

    /** Looks at some more lines; false when there are none. */
    private boolean slice() {
        Slice slice = store.reading(() -> {
            int to = store.isClosed() || filter.isAll()
                    ? lookedAt
                    : Math.min(store.order().size(), lookedAt + SLICE);
            List<String> texts = filter.needsText() ? store.file().texts(lookedAt, to) : noTexts(to - lookedAt);
            return new Slice(filter, filters.get(), lookedAt, texts);
        });
        if (slice.texts().isEmpty()) {
            return false;
        }
        boolean[] passes = new boolean[slice.texts().size()];
        try {
            for (int i = 0; i < passes.length; i++) {
                passes[i] = slice.filter()
                        .passesByText(new Abandonable(slice.texts().get(i), slice.filters()));
            }
        } catch (CancellationException e) {
            return true;
        }
        store.writing(() -> {
            keep(slice, passes);
            return slice;
        });
        return true;
    }

    private static List<String> noTexts(int count) {
        return Collections.nCopies(count, "");
    }

    private void keep(Slice slice, boolean[] passes) {
        if (slice.filters() != filters.get() || store.isClosed()) {
            return;
        }
        int[] found = new int[passes.length];
        int count = 0;
        for (int i = 0; i < passes.length; i++) {
            int id = slice.from() + i;
            LogLevel level = store.file().level(id);
            if (passes[i] && slice.filter().passesByIndex(store.file().timestamp(id), level)) {
                found[count++] = id;
                levels[level.rank()]++;
            }
        }
        matches.add(found, count);
        lookedAt = slice.from() + passes.length;
    }

    /** A line that a slow expression stops looking at when the person wants another one. */
    private final class Abandonable implements CharSequence {
        private final String text;
        private final int ofFilter;

        Abandonable(String text, int ofFilter) {
            this.text = text;
            this.ofFilter = ofFilter;
        }

        @Override
        public char charAt(int index) {
            if (ofFilter != filters.get() || closed) {
                throw new CancellationException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private TimeOrder shown() {
        return filter.isAll() || store.isClosed() ? store.order() : matches;
    }

    /** How many lines pass, as far as looked at. */
    public int size() {
        return store.reading(() -> shown().size());
    }

    /** How many lines pass, by the rank of their level. */
    public long[] levels() {
        return store.reading(() -> filter.isAll() ? store.levels() : levels.clone());
    }

    /** Share of the lines that the filter has looked at, from 0 to 1. */
    public double progress() {
        return store.reading(() -> filter.isAll() || store.order().size() == 0
                ? 1
                : (double) lookedAt / store.order().size());
    }

    /** Some lines from this position on; fewer at the end. */
    public List<Line> lines(int from, int count) {
        return store.reading(() -> {
            int first = Math.max(from, 0);
            int to = Math.min(shown().size(), first + count);
            List<Line> lines = new ArrayList<>(Math.max(to - first, 0));
            for (int at = first; at < to; at++) {
                lines.add(store.line(shown().get(at)));
            }
            return lines;
        });
    }

    /** Where this line is; where it would be if it does not pass. */
    public int positionOf(int id) {
        return store.reading(() -> store.isClosed() ? 0 : shown().positionOf(id));
    }

    /** The first line printed then or later; {@link #size} if there is none. */
    public int positionAt(Instant moment) {
        return store.reading(() -> shown().firstAt(moment.toEpochMilli()));
    }

    /** The next error from this position on, or with {@code step} -1 the one before it. */
    public OptionalInt nextError(int from, int step) {
        return store.reading(() -> {
            for (int at = from; at >= 0 && at < shown().size(); at += step) {
                if (store.file().level(shown().get(at)) == LogLevel.ERROR) {
                    return OptionalInt.of(at);
                }
            }
            return OptionalInt.empty();
        });
    }

    /**
     * Writes all lines of this view to a file, each with its time and stream; tells how many. Waits until the filter has
     * looked at all of them.
     *
     * @throws IOException also when another filter is wanted meanwhile, or the log is closed
     */
    public int save(Path file) throws IOException {
        int wanted = filters.get();
        while (progress() < 1 && !closed && wanted == filters.get()) {
            LockSupport.parkNanos(LOOK_AGAIN);
        }
        int[] ids = store.reading(() -> shown().toArray());
        if (wanted != filters.get()) {
            throw new IOException("the filter was changed meanwhile");
        }
        WholeFile.write(file, out -> write(ids, new OutputStreamWriter(out, StandardCharsets.UTF_8)));
        return ids.length;
    }

    private void write(int[] ids, Writer out) throws IOException {
        int written = 0;
        while (written < ids.length) {
            int from = written;
            int to = Math.min(ids.length, from + SLICE);
            List<Line> some = store.reading(() -> IntStream.range(from, store.isClosed() ? from : to)
                    .mapToObj(at -> store.line(ids[at]))
                    .toList());
            if (some.isEmpty()) {
                throw new IOException("the log was closed");
            }
            for (Line line : some) {
                out.append(Instant.ofEpochMilli(line.timestamp()).toString())
                        .append('\t')
                        .append(line.stream())
                        .append('\t')
                        .append(line.text())
                        .append('\n');
            }
            written += some.size();
        }
        out.flush();
    }

    @Override
    public void close() {
        closed = true;
        work.release();
    }
}
