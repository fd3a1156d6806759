package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Which cloud a window shows, what it says when a part of it cannot be read, and what it keeps, with two local clouds. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleSessionTest {
    private TestCloud other;
    private TestCloud cloud;
    private TestConsole console;
    private Path state;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        other = new TestCloud(folder.resolve("other"));
        other.submit("20260101-000009-zzzz", "wine", 1, 10);
        cloud = new TestCloud(folder.resolve("cloud"));
        cloud.submit("20260101-000001-aaaa", "banknote", 1, 10);
        state = folder.resolve("console");
        console = TestConsole.open(state);
    }

    @AfterAll
    void stop() {
        console.close();
        cloud.close();
        other.close();
    }

    @Test
    @Order(1)
    void what_cannot_be_read_is_told_in_its_view_while_the_rest_goes_on() throws Exception {
        console.awaitRows("runs", 1);
        console.awaitText("connected");
        cloud.faults("""
                [{"service":"ecs","operation":"ListTasks","kind":"error","status":400,"code":"AccessDeniedException"}]""");
        console.press(KeyCode.F5, false);
        console.awaitText("Tasks not read ");
        assertThat(console.text("session-standing")).isEqualTo("connected");
        console.picture("trouble");
        cloud.submit("20260101-000002-bbbb", "banknote", 1, 10);
        console.awaitRows("runs", 2);
        console.view(ViewKind.cost);
        console.awaitThere("trouble-cost");
        console.view(ViewKind.data);
        console.awaitText("as of");

        cloud.faults("");
        console.view(ViewKind.runs);
        console.awaitGone("trouble-runs");
    }

    @Test
    @Order(2)
    void another_cloud_replaces_everything() {
        console.press(KeyCode.O, true);
        console.type("answer-endpoint", "localhost:4566");
        console.fire("form-submit");
        console.awaitText("The endpoint is no address");
        console.type("answer-endpoint", other.endpoint().toString());
        console.fire("form-submit");
        console.until(
                "the other cloud",
                () -> console.robot().lookup("#runs").tryQuery().isPresent()
                        && console.table("runs").getItems().size() == 1
                        && console.table("runs").getItems().getFirst().key().equals("20260101-000009-zzzz"));
        assertThat(console.text("session-endpoint")).isEqualTo(other.endpoint().toString());
    }

    @Test
    @Order(3)
    void an_endpoint_that_is_no_address_ends_the_program_with_2_before_a_window_opens() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConsoleMain.class.getName(),
                        "--endpoint",
                        "localhost:4566"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(said).contains("'localhost:4566' is no address of a cloud");
    }
}
