package dev.vitrine.console.kit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a console remembers of a cloud between two starts: one JSON object in a file of the user's state folder that its
 * owner alone can read. Each member is parsed when it is asked for. A file that is not understood is begun anew. Safe for
 * many threads.
 */
public final class StateFile {
    private static final Logger log = LoggerFactory.getLogger(StateFile.class);
    /** A file longer than this was not written here. */
    private static final int MOST_BYTES = 32_000_000;

    private static final int MOST_LIST_BYTES = 1_500_000;
    /** Times are milliseconds since 1970: to parse them as text takes as long as all the rest. */
    private static final JsonMapper MAPPER = JsonLines.MAPPER
            .rebuild()
            .enable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .build();

    /** The JSON of each member's value. */
    private final Map<String, byte[]> members;

    private Path file;
    private boolean changed;
    private boolean abandoned;

    private StateFile(Path file, Map<String, byte[]> members) {
        this.members = members;
        this.file = file;
    }

    /** The file with what it holds. */
    public static StateFile open(Path file) {
        try {
            if (Files.exists(file) && Files.size(file) <= MOST_BYTES) {
                return new StateFile(file, members(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            log.warn("The saved state {} is not understood and begun anew: {}", file, e.getMessage());
        }
        return new StateFile(file, new LinkedHashMap<>());
    }

    private static Map<String, byte[]> members(byte[] json) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (JsonParser parser = MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                int to = (int) parser.currentLocation().getByteOffset();
                members.put(name, Arrays.copyOfRange(json, from, to));
            }
        }
        return members;
    }

    static void forItsOwnerAlone(Path file) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** The list under a name; empty when there is none that is understood. */
    public <T> Optional<List<T>> list(String name, Class<T> type) {
        Optional<List<T>> list = read(name, MAPPER.getTypeFactory().constructCollectionType(List.class, type));
        return list.filter(values -> values.stream().noneMatch(Objects::isNull));
    }

    public <T> Optional<T> value(String name, Class<T> type) {
        return read(name, MAPPER.constructType(type));
    }

    private <T> Optional<T> read(String name, JavaType type) {
        byte[] json = member(name);
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(MAPPER.readValue(json, type));
        } catch (IOException | IllegalArgumentException e) {
            log.warn("{} in the saved state is not understood and left out.", name);
            return Optional.empty();
        }
    }

    private synchronized byte @Nullable [] member(String name) {
        return members.get(name);
    }

    private synchronized void member(String name, byte[] json) {
        members.put(name, json);
        changed = true;
    }

    /** Remembers a value; {@link #save} writes it. */
    public void put(String name, Object value) {
        try {
            member(name, MAPPER.writeValueAsBytes(value));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be written as JSON", e);
        }
    }

    /** The same for a list that is read again anyway: of very many only the first are kept. */
    public void putList(String name, List<?> values) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (SequenceWriter json = MAPPER.writer().writeValuesAsArray(kept)) {
            for (Object value : values) {
                if (kept.size() > MOST_LIST_BYTES) {
                    break;
                }
                json.write(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be written as JSON", e);
        }
        member(name, kept.toByteArray());
        put(name + "Of", values.size());
    }

    /** How many a list had that was put; 0 when there is none. */
    public int sizeOf(String name) {
        return value(name + "Of", Integer.class).orElse(0);
    }

    /** Goes on in another file, with what it holds. */
    public synchronized void moveTo(Path other) {
        try {
            if (Files.exists(file)) {
                Files.move(file, other, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            log.warn("{} cannot become {}: {}", file, other, e.getMessage());
        }
        file = other;
        changed = true;
    }

    /** Writes nothing any more: what is here belongs to something else. */
    public synchronized void abandon() {
        abandoned = true;
    }

    /** Writes everything, whole or not at all; nothing when nothing was put since the last time. */
    public synchronized void save() {
        if (!changed || abandoned) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "state", ".json");
            try {
                forItsOwnerAlone(fresh);
                write(fresh);
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                changed = false;
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            log.warn("The state cannot be saved in {}: {}", file, e.getMessage());
        }
    }

    private void write(Path to) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
            out.write('{');
            String between = "";
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                String name = between + MAPPER.writeValueAsString(member.getKey()) + ":";
                out.write(name.getBytes(StandardCharsets.UTF_8));
                out.write(member.getValue());
                between = ",\n";
            }
            out.write('}');
        }
    }
}
