package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.common.artifact.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The base that images of tests stand on: the libraries of this machine that Java and the engines are linked with. */
final class TestBase {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
    private static final Pattern LOADED = Pattern.compile("Loaded image[^:]*: *(\\S+)");

    /** Machines differ in what limits they can set. */
    private static final List<List<String>> WAYS = List.of(
            List.of(),
            List.of("--ulimit=nofile=1024:1024", "--ulimit=nproc=4096:4096"),
            List.of("--ulimit=nofile=1024:1024", "--ulimit=nproc=4096:4096", "--cgroups=disabled"));

    private TestBase() {}

    /** The file that {@code BASE_IMAGE} names, else one that is made. A test is skipped where no container can run on it. */
    static Path file(Path folder) throws IOException {
        String named = System.getenv().getOrDefault("BASE_IMAGE", "");
        if (named.endsWith(".tar")) {
            return Path.of(named);
        }
        assumeTrue(Tool.run(TARGET, "podman", "info").code() == 0, "podman does not answer, so no container can run");
        Path base = Files.createDirectory(folder.resolve("base"));
        List<String> libraries = libraries();
        Path layer = layer(base, libraries);
        Files.writeString(
                base.resolve("config.json"), """
                {"architecture": "%s", "os": "linux", "config": {}, "created": "1970-01-01T00:00:00Z",
                 "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}, "history": []}
                """.formatted(isArm() ? "arm64" : "amd64", Digests.sha256(layer)));
        Files.writeString(base.resolve("manifest.json"), """
                [{"Config": "config.json", "RepoTags": ["vitrine/test-base:latest"], "Layers": ["layer.tar"]}]
                """);
        Path file = folder.resolve("base.tar");
        String ignored = Tool.run(base, "tar", "-cf", file.toString(), "manifest.json", "config.json", "layer.tar")
                .succeeded();
        requireContainers(folder, file, libraries);
        return file;
    }

    private static List<String> libraries() throws IOException {
        TreeSet<String> all = new TreeSet<>();
        try (Stream<Path> java = Files.walk(RunCommand.JAVA_HOME.resolve("lib"));
                Stream<Path> engines = Files.walk(RunCommand.IMAGES.resolveSibling("unpacked"))) {
            for (Path file : Stream.concat(java, engines)
                    .filter(it -> it.toString().matches(".*\\.so(\\.\\d+)?"))
                    .toList()) {
                LIBRARY.matcher(Tool.run(TARGET, "ldd", file.toString()).said())
                        .results()
                        .map(found -> found.group(1))
                        .filter(found -> !found.startsWith(RunCommand.JAVA_HOME.toString()))
                        .filter(found -> !found.contains("/target/"))
                        .forEach(all::add);
            }
        }
        return List.copyOf(all);
    }

    private static Path layer(Path base, List<String> libraries) throws IOException {
        Path extra = Files.createDirectories(base.resolve("extra/etc"));
        Path temporary = Files.createDirectory(base.resolve("extra/tmp"));
        String changed = Tool.run(base, "chmod", "1777", temporary.toString()).succeeded();
        assertThat(changed).isEmpty();
        Files.writeString(extra.resolve("passwd"), "vitrine:x:10001:10001:vitrine:/tmp:/sbin/nologin\n");
        Path layer = base.resolve("layer.tar");
        List<String> words = new ArrayList<>(List.of(
                "tar", "--dereference", "--owner=0", "--group=0", "--mtime=@0", "-cf", layer.toString(), "-C", "/"));
        libraries.forEach(library -> words.add(library.substring(1)));
        words.addAll(List.of("-C", base.resolve("extra").toString(), "etc", "tmp"));
        String ignored = Tool.run(base, words.toArray(String[]::new)).succeeded();
        return layer;
    }

    /** Podman may answer and still not be allowed to run a container here. */
    private static void requireContainers(Path folder, Path file, List<String> libraries) {
        String said =
                Tool.run(folder, "podman", "load", "--input", file.toString()).said();
        String image = LOADED.matcher(said)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
        String linker = libraries.stream()
                .filter(library -> library.contains("/ld-linux"))
                .findFirst()
                .orElseThrow();
        StringBuilder reasons = new StringBuilder(said);
        boolean runs = WAYS.stream().anyMatch(way -> {
            List<String> words = new ArrayList<>(List.of("podman", "run", "--rm", "--network=host", "--read-only"));
            words.addAll(way);
            words.addAll(List.of(image, linker, "--version"));
            Tool run = Tool.run(folder, words.toArray(String[]::new));
            reasons.append(run.said());
            return run.code() == 0;
        });
        Tool ignored = Tool.run(folder, "podman", "rmi", image);
        assumeTrue(runs, "podman cannot run containers here: " + reasons);
    }

    private static boolean isArm() {
        return System.getProperty("os.arch").equals("aarch64");
    }
}
