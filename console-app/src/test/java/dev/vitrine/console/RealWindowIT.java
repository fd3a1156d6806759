package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real window, on a display of its own. */
class RealWindowIT {
    @Test
    void a_person_works_with_keys_mouse_and_clipboard_through_the_death_of_the_cloud(@TempDir Path folder)
            throws Exception {
        assumeTrue(isThere("Xvfb"), "Xvfb is not here (apt install xvfb)");
        Process display = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1400x900x24")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path said = folder.resolve("said.txt");
        Process used = null;
        try {
            String number = display.inputReader(StandardCharsets.UTF_8).readLine();
            assertThat(number).as("the display's number").isNotBlank();
            used = start(number, folder, said);
            assertThat(used.waitFor(5, TimeUnit.MINUTES)).isTrue();
            String all = Files.readString(said);
            assumeTrue(used.exitValue() != RealWindowMain.NO_WINDOW, all);
            assertThat(used.exitValue()).as(all).isZero();
        } finally {
            if (used != null) {
                used.destroyForcibly().waitFor();
            }
            display.destroy();
        }
    }

    private static Process start(String display, Path folder, Path said) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dprism.order=sw",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        TestClassPath.get(),
                        RealWindowMain.class.getName(),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(Map.of("DISPLAY", ":" + display, "GDK_BACKEND", "x11"));
        builder.environment().remove("WAYLAND_DISPLAY");
        return builder.start();
    }

    private static boolean isThere(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(place -> Path.of(place, program).toFile().canExecute());
    }
}
