package dev.vitrine.localcloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImagePathsTest {
    private ImagePaths paths;

    @BeforeEach
    void paths() throws Exception {
        ImageConfig config = new ImageConfig(null, null, List.of("MXNET=/app/mxnet", "MODE=fast"), "/app", null);
        paths = new ImagePaths(new UnpackedImage(config, Path.of("/state/images/0123")));
    }

    @Test
    void theImagesJavaIsThisMachines() {
        assertThat(paths.command(List.of("/opt/java/bin/java", "-version"))).containsExactly("java", "-version");
        assertThat(paths.command(List.of("java", "/opt/java/bin/java"))).containsExactly("java", "/opt/java/bin/java");
    }

    @Test
    void wordsThatNameFilesOfTheApplicationNameThemHere() {
        assertThat(paths.command(List.of(
                        "java",
                        "-cp",
                        "/app/a.jar:/app/lib/*:lib/*",
                        "-XX:AOTCache=/app/app.aot",
                        "-javaagent:/app/agent.jar",
                        "http://localhost/app/x",
                        "/application")))
                .containsExactly(
                        "java",
                        "-cp",
                        "/state/images/0123/app/a.jar:/state/images/0123/app/lib/*:lib/*",
                        "-XX:AOTCache=/state/images/0123/app/app.aot",
                        "-javaagent:/state/images/0123/app/agent.jar",
                        "http://localhost/app/x",
                        "/application");
    }

    @Test
    void onlyTheImagesOwnVariablesNameItsFiles() {
        assertThat(paths.environment(
                        Map.of("MXNET", "/app/mxnet", "MODE", "fast", "BASE_PATH", "/app", "LAMBDA_TASK_ROOT", "/app")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "MXNET",
                        "/state/images/0123/app/mxnet",
                        "MODE",
                        "fast",
                        "BASE_PATH",
                        "/app",
                        "LAMBDA_TASK_ROOT",
                        "/state/images/0123/app"));
    }

    private record UnpackedImage(ImageConfig config, Path rootfs) implements Image {
        @Override
        public String reference() {
            return "vitrine/batch";
        }

        @Override
        public String repository() {
            return "vitrine/batch";
        }

        @Override
        public String digest() {
            return "sha256:0123";
        }

        @Override
        public boolean isComplete() {
            return true;
        }
    }
}
