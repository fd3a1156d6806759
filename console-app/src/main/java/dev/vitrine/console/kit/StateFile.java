package dev.vitrine.console.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a console remembers of a cloud between two starts: one bounded JSON file in the user's state folder that its owner
 * alone can read. A file that is not understood is begun anew. Safe for many threads.
 */
public final class StateFile {
    private static final Logger log = LoggerFactory.getLogger(StateFile.class);
    private static final int MOST_BYTES = 8_000_000;
    static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final ObjectNode content;
    private final Set<String> shortened = new HashSet<>();
    private Path file;
    private boolean changed;
    private boolean abandoned;

    private StateFile(Path file, ObjectNode content) {
        this.content = content;
        this.file = file;
    }

    /** The file with what it holds. */
    public static StateFile open(Path file) {
        try {
            if (Files.exists(file)
                    && Files.size(file) <= MOST_BYTES
                    && mapper().readTree(file.toFile()) instanceof ObjectNode found) {
                return new StateFile(file, found);
            }
        } catch (IOException e) {
            log.warn("The saved state {} is not understood and begun anew: {}", file, e.getMessage());
        }
        return new StateFile(file, mapper().createObjectNode());
    }

    private static ObjectMapper mapper() {
        return MAPPER;
    }

    static void forItsOwnerAlone(Path file) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** The list under a name; empty when there is none that is understood. */
    public synchronized <T> Optional<List<T>> list(String name, Class<T> type) {
        JavaType list = MAPPER.getTypeFactory().constructCollectionType(List.class, type);
        return read(name, list);
    }

    public synchronized <T> Optional<T> value(String name, Class<T> type) {
        return read(name, MAPPER.constructType(type));
    }

    private <T> Optional<T> read(String name, JavaType type) {
        if (!content.has(name)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(MAPPER.treeToValue(content.get(name), type));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            log.warn("{} in the saved state {} is not understood and left out.", name, file);
            return Optional.empty();
        }
    }

    /** Remembers a value; {@link #save} writes it. */
    public synchronized void put(String name, Object value) {
        content.set(name, MAPPER.valueToTree(value));
        changed = true;
    }

    /** The same for a list that is read again anyway: of many only the first are kept when all is too long. */
    public synchronized void putList(String name, List<?> values) {
        put(name, values);
        content.put(name + "Of", values.size());
        shortened.add(name);
    }

    /** How many a list had that was put; 0 when there is none. */
    public synchronized int sizeOf(String name) {
        return content.path(name + "Of").asInt(0);
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

    /** As bytes, with the longest list halved until it is short enough. */
    private byte[] bytes() throws JsonProcessingException {
        byte[] json = MAPPER.writeValueAsBytes(content);
        while (json.length > MOST_BYTES) {
            ArrayNode longest = null;
            for (String name : shortened) {
                if (content.get(name) instanceof ArrayNode list
                        && (longest == null
                                || list.toString().length() > longest.toString().length())) {
                    longest = list;
                }
            }
            if (longest == null || longest.isEmpty()) {
                return new byte[0];
            }
            for (int last = longest.size() - 1, half = longest.size() / 2; last >= half; last--) {
                longest.remove(last);
            }
            json = MAPPER.writeValueAsBytes(content);
        }
        return json;
    }

    /** Writes everything, whole or not at all; nothing when nothing was put since the last time. */
    public synchronized void save() {
        if (!changed || abandoned) {
            return;
        }
        try {
            byte[] json = bytes();
            if (json.length == 0) {
                log.warn("The state is too long to be saved in {}.", file);
                return;
            }
            changed = false;
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "state", ".json");
            forItsOwnerAlone(fresh);
            Files.write(fresh, json);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            log.warn("The state cannot be saved in {}: {}", file, e.getMessage());
        }
    }
}
