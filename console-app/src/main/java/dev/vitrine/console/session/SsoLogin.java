package dev.vitrine.console.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sign-in of AWS's own program, which opens a browser and waits for the person. Once at a time. */
public final class SsoLogin implements AutoCloseable {
    private static final int MOST = 300;

    private final String program;
    private volatile @Nullable Process waiting;

    /** @param program its name, or a path */
    public SsoLogin(String program) {
        this.program = program;
    }

    /** Returns when the person is done; what went wrong if something did. */
    Optional<String> run(String profile) {
        List<String> command = List.of(program, "sso", "login", "--profile", profile);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            waiting = process;
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int code = process.waitFor();
            return code == 0
                    ? Optional.empty()
                    : Optional.of("'" + String.join(" ", command) + "' ended with " + code
                            + (said.isEmpty() ? "" : ": " + said.substring(Math.max(0, said.length() - MOST))));
        } catch (IOException e) {
            return Optional.of(
                    "The program '" + program + "' is not there to sign in. Install AWS's command line, or run '"
                            + String.join(" ", command) + "' elsewhere.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the sign-in was interrupted");
        } finally {
            waiting = null;
        }
    }

    /** Nobody waits for the person any more. */
    @Override
    public void close() {
        Process process = waiting;
        if (process != null) {
            process.destroy();
        }
    }
}
