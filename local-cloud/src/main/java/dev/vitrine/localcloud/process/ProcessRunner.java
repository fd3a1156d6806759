package dev.vitrine.localcloud.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Runs programs as child processes.
 *
 * <p>Each has a small shell as its parent, which outlives the local cloud and writes down how the program ended. The
 * program's words are in the shell's script and not in its arguments, so that {@code ps} finds the program alone.
 */
public final class ProcessRunner implements Runner {
    static final String OUTPUT = "output";
    static final String PIDS = "pids";
    static final String EXIT = "exit";
    private static final String SCRIPT = "run.sh";
    private static final long BECOME_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Path temporary;
    private final Optional<ProcessorGroups> groups;

    /** @param temporary folder that is the temporary one of all programs of images; made when missing */
    public ProcessRunner(Path temporary) {
        this(temporary, Optional.empty());
    }

    /** @param groups hold programs of images to the processors of their launch */
    public ProcessRunner(Path temporary, Optional<ProcessorGroups> groups) {
        this.temporary = temporary.toAbsolutePath();
        this.groups = groups;
    }

    /** Starts the image's program with the Java of this machine, in the unpacked image. */
    @Override
    public Execution start(Launch launch) throws LaunchException {
        ImagePaths paths = new ImagePaths(launch.image());
        Map<String, String> environment = new HashMap<>(ChildEnvironment.host());
        environment.put("TMPDIR", temporary.toString());
        environment.putAll(paths.environment(launch.environment()));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        List<String> command = paths.command(launch.command());
        if (command.getFirst().equals("java")) {
            command.addAll(1, javaOptions(launch.limits()));
        }
        return start(
                new Program(command, launch.image().directory(launch.directory()), environment, launch.folder()),
                group(launch));
    }

    private Optional<Path> group(Launch launch) throws LaunchException {
        if (groups.isEmpty() || launch.limits().cpus() <= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(groups.get()
                    .make(UUID.randomUUID().toString(), launch.limits().cpus()));
        } catch (IOException e) {
            throw new LaunchException("failed to create new container runtime task: " + e.getMessage(), e);
        }
    }

    /** What a container would tell the JVM: where temporary files go, and how much memory there is. */
    private List<String> javaOptions(Launch.Limits limits) throws LaunchException {
        try {
            Files.createDirectories(temporary);
        } catch (IOException e) {
            throw new LaunchException("failed to create new container runtime task: " + e.getMessage(), e);
        }
        String folder = "-Djava.io.tmpdir=" + temporary;
        return limits.memory() > 0 ? List.of(folder, "-XX:MaxRAM=" + limits.memory() + "m") : List.of(folder);
    }

    /** Starts a program of this machine. */
    public Execution start(Program program) throws LaunchException {
        return start(program, Optional.empty());
    }

    private Execution start(Program program, Optional<Path> group) throws LaunchException {
        Path folder = program.folder().toAbsolutePath();
        List<String> command = new ArrayList<>(program.command());
        command.set(0, Programs.resolve(command.getFirst(), program.directory(), program.environment()));
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(PIDS));
            Files.deleteIfExists(folder.resolve(EXIT));
            Files.writeString(folder.resolve(SCRIPT), script(command, folder, group), StandardCharsets.UTF_8);
            ProcessBuilder builder = new ProcessBuilder(
                            "/bin/sh", folder.resolve(SCRIPT).toString())
                    .directory(program.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve(OUTPUT).toFile()));
            builder.environment().clear();
            builder.environment().putAll(program.environment());
            Process shell = builder.start();
            shell.getOutputStream().close();
            return awaitStart(shell, folder);
        } catch (IOException e) {
            throw new LaunchException("failed to create new container runtime task: " + e.getMessage(), e);
        }
    }

    /** Unpacks it. */
    @Override
    public void prepare(Image image) throws LaunchException {
        image.rootfs();
    }

    @Override
    public Optional<Execution> find(Path folder) {
        return ProcessExecution.adopt(folder.toAbsolutePath());
    }

    private static Execution awaitStart(Process shell, Path folder) throws IOException, LaunchException {
        long deadline = System.nanoTime() + START_NANOS;
        Path pids = folder.resolve(PIDS);
        while (!Files.exists(pids)) {
            if (!shell.isAlive() && !Files.exists(pids)) {
                throw new LaunchException("failed to create new container runtime task: the shell ended with exit code "
                        + shell.exitValue());
            }
            if (System.nanoTime() > deadline) {
                shell.destroyForcibly();
                throw new LaunchException("failed to create new container runtime task: the shell did not answer");
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
        }
        long pid = Long.parseLong(Files.readString(pids).strip());
        awaitProgram(shell.toHandle(), pid);
        return ProcessExecution.started(folder, shell, pid);
    }

    /**
     * Until the shell's child has become the program it is a copy of the shell, traps and all: a signal that came then
     * would be lost.
     */
    private static void awaitProgram(ProcessHandle shell, long pid) {
        Optional<String> copy = shell.info().commandLine();
        long deadline = System.nanoTime() + BECOME_NANOS;
        while (copy.isPresent()
                && System.nanoTime() < deadline
                && ProcessHandle.of(pid)
                        .filter(program -> program.info().commandLine().equals(copy))
                        .isPresent()) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
        }
    }

    /**
     * The traps let the shell survive what a terminal sends to all of its processes; a handled signal, unlike an ignored
     * one, is back to its default in the program. {@code wait} returns early after a trap, hence the loop.
     */
    private static String script(List<String> command, Path folder, Optional<Path> group) {
        String program = command.stream().map(ProcessRunner::quote).collect(Collectors.joining(" "));
        String words = group.map(path -> "(echo 0 > " + quote(path + "/cgroup.procs") + "; exec " + program + ")")
                .orElse(program);
        String after = group.map(path -> "rmdir " + quote(path.toString()) + " 2> /dev/null")
                .orElse("");
        String pids = quote(folder.resolve(PIDS).toString());
        String exit = quote(folder.resolve(EXIT).toString());
        return """
                trap : HUP INT TERM
                %s &
                program=$!
                echo $program > %s.new && mv %s.new %s
                wait $program
                code=$?
                while kill -0 $program 2> /dev/null; do
                  wait $program
                  code=$?
                done
                %s
                echo $code > %s.new && mv %s.new %s
                """.formatted(words, pids, pids, pids, after, exit, exit, exit);
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
