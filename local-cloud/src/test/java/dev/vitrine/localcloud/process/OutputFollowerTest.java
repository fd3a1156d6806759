package dev.vitrine.localcloud.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFollowerTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private Path output;

    @BeforeEach
    void output() {
        output = folder.resolve("output");
    }

    @Test
    void linesComeAsTheyAreWritten() throws Exception {
        try (OutputFollower _ = OutputFollower.follow(output, lines::add)) {
            write("one\ntwo\r\n\nfo");
            await().until(() -> lines.size() == 3);
            write("ür\n");
            await().until(() -> lines.size() == 4);
        }
        assertThat(lines).containsExactly("one", "two", "", "foür");
    }

    @Test
    void drainHandsOnAllThatWasWrittenBefore() throws Exception {
        try (OutputFollower follower = OutputFollower.follow(output, lines::add)) {
            for (int i = 0; i < 100; i++) {
                write(i + "\n");
                follower.drain();
                assertThat(lines).hasSize(i + 1);
            }
        }
    }

    @Test
    void theLastLineNeedsNoEnd() throws Exception {
        try (OutputFollower _ = OutputFollower.follow(output, lines::add)) {
            write("unfinished");
        }
        assertThat(lines).containsExactly("unfinished");
    }

    @Test
    void theNextFollowerGoesOnWithTheFirstLineThatWasNotHandedOn() throws Exception {
        write("one\nunfin");
        OutputFollower first = OutputFollower.follow(output, lines::add);
        first.detach();
        write("ished\ntwo\n");
        try (OutputFollower second = OutputFollower.follow(output, lines::add)) {
            second.drain();
        }
        assertThat(lines).containsExactly("one", "unfinished", "two");
    }

    @Test
    void aLineWithoutEndIsCutIntoPieces() throws Exception {
        write("x".repeat(600_000) + "\n");
        try (OutputFollower follower = OutputFollower.follow(output, lines::add)) {
            follower.drain();
        }
        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line.length())
                .isLessThan(300_000));
        assertThat(String.join("", lines)).hasSize(600_000);
    }

    private void write(String text) throws IOException {
        Files.writeString(output, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
