package dev.vitrine.localcloud.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.TestImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRunnerIT {
    @TempDir
    private Path folder;

    private ProcessRunner runner;

    @BeforeEach
    void makeRunner() {
        runner = new ProcessRunner(folder.resolve("tmp"));
    }

    @Test
    void wordsReachTheProgramAsTheyAre() throws Exception {
        Execution execution = start("printf", "%s|", "a b", "it's", "$HOME", "`x`", "\"q\"", "new\nline", "");

        assertThat(execution.onExit().join()).isEqualTo(OptionalInt.of(0));
        assertThat(Files.readString(execution.output())).isEqualTo("a b|it's|$HOME|`x`|\"q\"|new\nline||");
    }

    @Test
    void aJavaProgramKnowsItsMemoryAndKeepsItsTemporaryFilesToItself() throws Exception {
        TestImages images = new TestImages(folder.resolve("images")).add("app", List.of("java"));
        Image image = new ImageStore(new ImageFolders(List.of(images.folder())))
                .find("app:latest")
                .orElseThrow();
        List<String> command = List.of("java", "-XshowSettings:properties", "-XX:+PrintFlagsFinal", "-version");

        Execution execution = runner.start(
                new Launch(image, command, "/app", Map.of(), folder.resolve("own"), new Launch.Limits(640, 1)));

        assertThat(execution.onExit().join()).isEqualTo(OptionalInt.of(0));
        assertThat(Files.readString(execution.output()))
                .contains("java.io.tmpdir = " + folder.resolve("tmp"))
                .containsPattern("MaxRAM += " + (640 << 20));
        assertThat(folder.resolve("tmp")).isDirectory();
    }

    @Test
    void aProgramIsHeldToItsProcessorsWhereGroupsCanBeMade() throws Exception {
        Optional<ProcessorGroups> groups = ProcessorGroups.find();
        assumeThat(groups).as("control groups that this user may write").isPresent();
        TestImages images = new TestImages(folder.resolve("images")).add("app", List.of("cat"));
        Image image = new ImageStore(new ImageFolders(List.of(images.folder())))
                .find("app:latest")
                .orElseThrow();

        Execution execution = new ProcessRunner(folder.resolve("tmp"), groups)
                .start(new Launch(
                        image,
                        List.of("cat", "/proc/self/cgroup"),
                        "/app",
                        Map.of(),
                        folder.resolve("own"),
                        new Launch.Limits(512, 0.25)));

        assertThat(execution.onExit().join()).isEqualTo(OptionalInt.of(0));
        Matcher group = Pattern.compile("/(vitrine-[0-9a-f-]+)").matcher(Files.readString(execution.output()));
        assertThat(group.find()).isTrue();
        assertThat(Stream.of("/sys/fs/cgroup/cpu", "/sys/fs/cgroup").map(root -> Path.of(root, group.group(1))))
                .as("the group goes with its program")
                .noneMatch(Files::exists);
    }

    @Test
    void theProgramSeesItsOwnEnvironmentAlone() throws Exception {
        Execution execution = runner.start(
                new Program(List.of("env"), folder, Map.of("PATH", "/usr/bin:/bin", "A", "b"), folder.resolve("own")));

        execution.onExit().join();
        assertThat(Files.readAllLines(execution.output()))
                .contains("A=b")
                .allMatch(line -> line.matches("(A|PATH|PWD|OLDPWD|SHLVL|_)=.*"));
    }

    @Test
    void theEndOfTheProgramIsKnownByCodeOrSignal() throws Exception {
        assertThat(start("sh", "-c", "exit 42").onExit().join()).isEqualTo(OptionalInt.of(42));

        Execution killed = start("sleep", "1000");
        killed.kill();
        assertThat(killed.onExit().join()).isEqualTo(OptionalInt.of(137));

        Execution stopped = start("sleep", "1000");
        stopped.stop(Duration.ofSeconds(20));
        assertThat(stopped.onExit().join()).isEqualTo(OptionalInt.of(143));
    }

    @Test
    void aSignalToTheShellLeavesTheProgramRunningAndItsEndKnown() throws Exception {
        Execution execution = start("sh", "-c", "while [ ! -e gate ]; do sleep 0.05; done; exit 9");
        ProcessHandle shell =
                ProcessHandle.of(execution.pid()).orElseThrow().parent().orElseThrow();

        shell.destroy();
        Files.createFile(folder.resolve("gate"));

        assertThat(execution.onExit().join()).isEqualTo(OptionalInt.of(9));
    }

    @Test
    void aProgramIsFoundAgainByItsFolder() throws Exception {
        Execution execution = start("sleep", "1000");

        Execution found = runner.find(folder.resolve("own")).orElseThrow();

        assertThat(found.pid()).isEqualTo(execution.pid());
        assertThat(found.alive()).isTrue();
        found.kill();
        assertThat(found.onExit().join()).isEqualTo(OptionalInt.of(137));
        assertThat(runner.find(folder.resolve("other"))).isEmpty();
    }

    @Test
    void anotherProcessWithTheSameIdIsNotTakenForTheProgram() throws Exception {
        Execution execution = start("true");
        execution.onExit().join();
        Files.delete(folder.resolve("own/exit"));
        long self = ProcessHandle.current().pid();
        Files.writeString(
                folder.resolve("own/identity"), self + " 2001-01-01T00:00:00Z " + self + " 2001-01-01T00:00:00Z");

        Execution found = runner.find(folder.resolve("own")).orElseThrow();

        assertThat(found.alive()).isFalse();
        found.kill();
        assertThat(found.onExit().join()).isEmpty();
    }

    @Test
    void killEndsTheDescendantsToo() throws Exception {
        Execution execution = start("sh", "-c", "sleep 1000 & echo $! > child; wait");
        Path child = folder.resolve("child");
        await().until(() -> Files.exists(child) && Files.size(child) > 1);
        long pid = Long.parseLong(Files.readString(child).strip());

        execution.kill();

        await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> start("no-such-program"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("exec: \"no-such-program\": executable file not found in $PATH");
        assertThatThrownBy(() -> start("./missing.sh"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("exec: \"./missing.sh\": no such file or directory");
    }

    private Execution start(String... words) throws LaunchException {
        return runner.start(
                new Program(List.of(words), folder, Map.of("PATH", "/usr/bin:/bin"), folder.resolve("own")));
    }
}
