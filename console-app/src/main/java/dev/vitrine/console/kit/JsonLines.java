package dev.vitrine.console.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that are only ever added, one JSON line each, in a file that its owner alone can read. Several programs may add at
 * the same time. The oldest go when there are many. Safe for many threads.
 */
public final class JsonLines<T> {
    private static final Logger log = LoggerFactory.getLogger(JsonLines.class);

    static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Class<T> type;
    private final int most;
    private Path file;

    /** @param most so many of the newest are kept */
    public JsonLines(Path file, Class<T> type, int most) {
        this.file = file;
        this.type = type;
        this.most = most;
    }

    /** The newest, oldest of them first. A line that is not understood is left out. */
    public synchronized List<T> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (FileChannel channel = open();
                FileLock _ = channel.lock()) {
            List<String> lines = lines(channel);
            if (lines.size() > most) {
                lines = lines.subList(lines.size() - most, lines.size());
                if (channel.size() > 2L * bytes(lines).length) {
                    channel.truncate(0);
                    write(channel, bytes(lines));
                }
            }
            return lines.stream().flatMap(line -> parse(line).stream()).toList();
        } catch (IOException e) {
            log.warn("{} cannot be read: {}", file, e.getMessage());
            return List.of();
        }
    }

    private static List<String> lines(FileChannel channel) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) Math.min(channel.size(), 64_000_000));
        channel.position(Math.max(0, channel.size() - all.capacity()));
        while (all.hasRemaining() && channel.read(all) >= 0) {
            // until all of it is there
        }
        return new ArrayList<>(
                StandardCharsets.UTF_8.decode(all.flip()).toString().lines().toList());
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private List<T> parse(String line) {
        try {
            return List.of(MAPPER.readValue(line, type));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            log.warn("A line of {} is not understood and left out.", file);
            return List.of();
        }
    }

    /** Adds a record at once. */
    public synchronized void add(T added) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = open();
                    FileLock _ = channel.lock()) {
                channel.position(channel.size());
                write(channel, bytes(List.of(MAPPER.writeValueAsString(added))));
            }
        } catch (IOException e) {
            log.warn("Nothing can be added to {}: {}", file, e.getMessage());
        }
    }

    private FileChannel open() throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        StateFile.forItsOwnerAlone(file);
        return channel;
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /** Goes on in another file, with what it holds. */
    public synchronized void moveTo(Path other) {
        try {
            if (Files.exists(file)) {
                Files.move(file, other);
            }
        } catch (IOException e) {
            log.warn("{} cannot become {}: {}", file, other, e.getMessage());
        }
        file = other;
    }
}
