package dev.vitrine.localcloud.state;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** One file of {@link JsonTable}s. Every change is committed before its call returns and survives {@code kill -9}. */
public final class StateFile implements AutoCloseable {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final MVStore store;

    private StateFile(MVStore store) {
        this.store = store;
    }

    /** Opens the file, or makes it and its folder. */
    public static StateFile open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the state folder of " + file, e);
        }
        MVStore store = new MVStore.Builder().fileName(file.toString()).open();
        store.setVersionsToKeep(0);
        return new StateFile(store);
    }

    /** As {@link #open}, in a folder that its owner alone can look into. */
    public static StateFile openPrivate(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            PosixFileAttributeView posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
            if (posix != null) {
                posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the private folder of " + file, e);
        }
        return open(file);
    }

    /** The table of that name, whose values are of the given record type. */
    public <T> JsonTable<T> table(String name, Class<T> type) {
        MVMap<String, String> map = store.openMap(name);
        return new JsonTable<>(store, map, JSON, type);
    }

    @Override
    public void close() {
        store.close();
    }
}
