package dev.vitrine.packaging.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerImageTest {
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    private Path folder;

    @Test
    void the_same_files_make_the_same_digest_wherever_and_whenever_they_were_put_together() throws Exception {
        ImageFolder first = program("first", "2026-01-01T00:00:00Z", List.of("b.jar", "a.jar", "own-SNAPSHOT.jar"));
        ImageFolder again = program("again", "2026-06-30T12:00:00Z", List.of("own-SNAPSHOT.jar", "a.jar", "b.jar"));

        assertThat(digest(again, "one")).isEqualTo(digest(first, "two")).startsWith("sha256:");
    }

    @Test
    void another_file_makes_another_digest() throws Exception {
        ImageFolder first = program("first", "2026-01-01T00:00:00Z", List.of("a.jar"));
        ImageFolder other = program("other", "2026-01-01T00:00:00Z", List.of("a.jar"));
        Files.writeString(other.app().resolve("lib/a.jar"), "changed");

        assertThat(digest(other, "one")).isNotEqualTo(digest(first, "two"));
    }

    @Test
    void a_base_that_is_not_there_is_named_with_the_remedy() {
        assertThatThrownBy(() -> Base.of("/nowhere/base.tar"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("/nowhere/base.tar")
                .hasMessageContaining("packaging/images/base");
    }

    @Test
    void only_what_stands_on_a_base_can_run_as_a_container() {
        assertThat(Base.of("none").isComplete()).isFalse();
        assertThat(Base.of("debian:stable-slim").isComplete()).isTrue();
    }

    private String digest(ImageFolder program, String name) throws IOException {
        return new ContainerImage(name, program, new Base.None(), folder.resolve("work-" + name))
                .writeTar(folder.resolve(name + ".tar"), JDK);
    }

    private ImageFolder program(String name, String time, List<String> jars) throws IOException {
        ImageFolder image = new ImageFolder(folder.resolve(name));
        Files.createDirectories(image.app().resolve("lib"));
        for (String jar : jars) {
            Path file = Files.writeString(image.app().resolve("lib").resolve(jar), jar);
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse(time)));
        }
        image.write(new ImageConfig(
                List.of("java", "-cp", "lib/*", "Main"), List.of(), List.of("DJL_OFFLINE=true"), "/app"));
        return image;
    }
}
