package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code make bench}: the same prediction by a page of Streamlit. Not part of the tests, since it takes a minute. */
class SideBySide {
    @Test
    void the_same_prediction_by_streamlit() throws Exception {
        String said = "";
        try (RunningVitrine vitrine = RunningVitrine.start()) {
            PythonScript.Outcome outcome = PythonScript.run(
                    "side_by_side.py",
                    vitrine.web().toString(),
                    vitrine.password(),
                    RunCommand.PROTOTYPES.resolve("banknote/data/banknote.csv").toString());
            said = outcome.said();
            assertThat(outcome.done() || said.startsWith("skipped")).as(said).isTrue();
        } finally {
            Files.writeString(Path.of("target/side-by-side.txt"), said + "\n");
        }
    }
}
