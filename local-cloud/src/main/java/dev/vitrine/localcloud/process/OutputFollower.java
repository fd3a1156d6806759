package dev.vitrine.localcloud.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Follows what a program prints, line by line. The place up to which lines were handed on is written beside the output,
 * about a second late: after a crash of the local cloud the last lines may come twice, and none is lost.
 */
public final class OutputFollower implements AutoCloseable {
    /** Longer lines are handed on in pieces, bytes. */
    private static final int MAX_LINE = 256 * 1024;

    private static final long PLACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path place;
    private final RandomAccessFile file;
    private final Consumer<String> lines;
    private final byte[] buffer = new byte[16 * 1024];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Thread thread;
    private long handedOn;
    private long placeWritten;
    private long placeCandidate;
    private long candidateNanos = System.nanoTime();
    private boolean closed;

    private OutputFollower(RandomAccessFile file, Path place, long start, Consumer<String> lines) {
        this.file = file;
        this.place = place;
        this.lines = lines;
        this.handedOn = start;
        this.placeWritten = start;
        this.placeCandidate = start;
        this.thread = Thread.ofVirtual().name("output-follower").unstarted(this::run);
    }

    /** Follows from where an earlier follower of this output stopped, else from its beginning. */
    public static OutputFollower follow(Path output, Consumer<String> lines) {
        Path place = output.resolveSibling("offset");
        try {
            long start =
                    Files.exists(place) ? Long.parseLong(Files.readString(place).strip()) : 0;
            RandomAccessFile file = new RandomAccessFile(output.toFile(), "rw");
            file.seek(start);
            OutputFollower follower = new OutputFollower(file, place, start, lines);
            follower.thread.start();
            return follower;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot follow the output " + output, e);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("The file " + place + " holds no number", e);
        }
    }

    /** Hands on every whole line that is in the output by now. */
    public synchronized void drain() {
        if (closed) {
            return;
        }
        try {
            for (int n = file.read(buffer); n > 0; n = file.read(buffer)) {
                take(n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the output beside " + place, e);
        }
    }

    /** Hands on what is left, a last line without its end too, and stops following. */
    @Override
    public synchronized void close() {
        drain();
        if (line.size() > 0) {
            handOn();
        }
        detach();
    }

    /** Stops following; the next follower begins with the first line that was not handed on. */
    public synchronized void detach() {
        if (closed) {
            return;
        }
        drain();
        writePlace(handedOn);
        closed = true;
        thread.interrupt();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How much was handed on since the program's start, bytes. */
    public synchronized long size() {
        return handedOn;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void run() {
        long pause = 20;
        try {
            while (!isClosed()) {
                long before = size();
                drain();
                advancePlace();
                pause = size() > before ? 20 : Math.min(200, pause + 20);
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(int count) {
        int begin = 0;
        for (int i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
                line.write(buffer, begin, i - begin);
                handedOn++;
                handOn();
                begin = i + 1;
            }
        }
        line.write(buffer, begin, count - begin);
        if (line.size() >= MAX_LINE) {
            handOn();
        }
    }

    private void handOn() {
        handedOn += line.size();
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    private synchronized void advancePlace() {
        long now = System.nanoTime();
        if (closed || now - candidateNanos < PLACE_NANOS) {
            return;
        }
        writePlace(placeCandidate);
        placeCandidate = handedOn;
        candidateNanos = now;
    }

    private void writePlace(long offset) {
        if (offset == placeWritten) {
            return;
        }
        try {
            Path fresh = place.resolveSibling("offset.new");
            Files.writeString(fresh, Long.toString(offset));
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            placeWritten = offset;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
