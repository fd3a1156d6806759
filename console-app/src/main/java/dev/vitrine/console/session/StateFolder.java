package dev.vitrine.console.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the states of a session's accounts are kept. Which account it is STS alone knows, so the one of the last time is
 * assumed until STS has answered.
 */
public final class StateFolder {
    private static final Logger log = LoggerFactory.getLogger(StateFolder.class);

    private final Path folder;
    private final String key;

    public StateFolder(Path folder, Session session) {
        this.folder = folder;
        this.key = session.key();
    }

    /** The account of the last time; empty when there was none. */
    public Optional<String> lastAccount() {
        try {
            return Files.exists(pointer())
                    ? Optional.of(Files.readString(pointer()).strip()).filter(text -> text.matches("\\d{12}"))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** From now on this is the account of the last time. */
    public void remember(String account) {
        try {
            Files.createDirectories(folder);
            Files.writeString(pointer(), account + "\n");
        } catch (IOException e) {
            log.warn("{} cannot be written: {}", pointer(), e.getMessage());
        }
    }

    /** File of what was read of an account. */
    public Path state(Optional<String> account) {
        return folder.resolve(name(account) + ".json");
    }

    /** File of what was done in an account. */
    public Path journal(Optional<String> account) {
        return folder.resolve(name(account) + ".journal");
    }

    private String name(Optional<String> account) {
        return account.map(number -> key + "_" + number).orElse(key);
    }

    private Path pointer() {
        return folder.resolve(key + ".account");
    }
}
