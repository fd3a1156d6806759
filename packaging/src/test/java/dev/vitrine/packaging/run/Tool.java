package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * How a program ended.
 *
 * @param code exit code; 127 when there is no such program
 */
record Tool(int code, String said) {
    private static final int NO_SUCH_PROGRAM = 127;

    static Tool run(Path folder, String... words) {
        try {
            return run(new ProcessBuilder(words).directory(folder.toFile()));
        } catch (IOException e) {
            return new Tool(NO_SUCH_PROGRAM, String.valueOf(e.getMessage()));
        }
    }

    static Tool run(ProcessBuilder command) throws IOException {
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Tool(process.waitFor(), said);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a test", e);
        }
    }

    String succeeded() {
        assertThat(code).as(said).isZero();
        return said;
    }
}
