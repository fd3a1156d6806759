package dev.vitrine.localcloud.logs;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/** Events of one stream in order, read from the store as they are asked for; a snapshot of when it was made. */
final class EventCursor implements Iterator<LogEvent> {
    private final LogStream stream;
    private final Cursor<EventKey, StoredEvent> cursor;
    private final Position excluded;
    private @Nullable LogEvent next;

    /** @param excluded the bound that does not belong to the range, though the cursor may yield it */
    EventCursor(LogStream stream, Cursor<EventKey, StoredEvent> cursor, Position excluded) {
        this.stream = stream;
        this.cursor = cursor;
        this.excluded = excluded;
    }

    /** The next event without taking it; null at the end. */
    @Nullable
    LogEvent peek() {
        while (next == null && cursor.hasNext()) {
            EventKey key = cursor.next();
            StoredEvent event = cursor.getValue();
            if (!key.position().equals(excluded)) {
                next = new LogEvent(stream.name(), key, event.ingestionTime(), event.message());
            }
        }
        return next;
    }

    @Override
    public boolean hasNext() {
        return peek() != null;
    }

    @Override
    public LogEvent next() {
        LogEvent event = peek();
        if (event == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return event;
    }
}
