package dev.vitrine.localcloud.logs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How keys and values of events lie in the store's file. */
final class EventTypes {
    private EventTypes() {}

    static final class Key extends BasicDataType<EventKey> {
        @Override
        public int compare(EventKey a, EventKey b) {
            return a.compareTo(b);
        }

        @Override
        public int getMemory(EventKey key) {
            return 40;
        }

        @Override
        public void write(WriteBuffer out, EventKey key) {
            out.putVarLong(key.stream()).putVarLong(key.timestamp()).putVarLong(key.sequence());
        }

        @Override
        public EventKey read(ByteBuffer in) {
            return new EventKey(DataUtils.readVarLong(in), DataUtils.readVarLong(in), DataUtils.readVarLong(in));
        }

        @Override
        public EventKey[] createStorage(int size) {
            return new EventKey[size];
        }
    }

    static final class Value extends BasicDataType<StoredEvent> {
        @Override
        public int getMemory(StoredEvent event) {
            return 56 + 2 * event.message().length();
        }

        @Override
        public void write(WriteBuffer out, StoredEvent event) {
            byte[] message = event.message().getBytes(StandardCharsets.UTF_8);
            out.putVarLong(event.ingestionTime()).putVarInt(message.length).put(message);
        }

        @Override
        public StoredEvent read(ByteBuffer in) {
            long ingestionTime = DataUtils.readVarLong(in);
            byte[] message = new byte[DataUtils.readVarInt(in)];
            in.get(message);
            return new StoredEvent(ingestionTime, new String(message, StandardCharsets.UTF_8));
        }

        @Override
        public StoredEvent[] createStorage(int size) {
            return new StoredEvent[size];
        }
    }
}
