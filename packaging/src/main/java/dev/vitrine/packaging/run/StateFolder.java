package dev.vitrine.packaging.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that is kept between runs, held by one run at a time. */
final class StateFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;

    private StateFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Creates the folder as needed and holds it until closed.
     *
     * @throws CannotRunException when it cannot be written, or another run holds it
     */
    static StateFolder open(Path folder) {
        FileChannel channel;
        try {
            Files.createDirectories(folder.resolve("logs"));
            Files.createDirectories(folder.resolve("run"));
            channel = FileChannel.open(
                    folder.resolve("run/lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new CannotRunException("The state folder " + folder + " cannot be written (" + reason(e)
                    + "); set STATE_DIR to a folder that can.");
        }
        if (tryLock(channel) == null) {
            throw new CannotRunException("Vitrine already runs with the state folder " + folder
                    + "; end it there with Ctrl-C, or set STATE_DIR to another folder.");
        }
        return new StateFolder(folder, channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        } catch (IOException e) {
            throw new CannotRunException("The state folder cannot be locked (" + reason(e) + ").");
        }
    }

    Path folder() {
        return folder;
    }

    Path log(String name) {
        return folder.resolve("logs").resolve(name + ".log");
    }

    /** Where the processes of a run are written down. */
    Path ledger() {
        return folder.resolve("run/processes");
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "permission denied: " + denied.getFile();
            case java.nio.file.FileAlreadyExistsException file -> file.getFile() + " is a file";
            default -> String.valueOf(e.getMessage());
        };
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The process ends, and the lock with it.
        }
    }
}
