package dev.vitrine.packaging.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    private static final Path DJL = Path.of("/repository/ai/djl/api/0.36.0/api-0.36.0.jar");
    private static final Path MXNET = Path.of("/repository/ai/djl/mxnet/mxnet-native-mkl/1.9.1/mxnet-native-mkl.jar");
    private static final Path ONNX =
            Path.of("/repository/com/microsoft/onnxruntime/onnxruntime/1.21.1/onnxruntime.jar");
    private static final Path OTHER = Path.of("/repository/org/slf4j/slf4j-api/2.0.17/slf4j-api-2.0.17.jar");

    @TempDir
    private Path folder;

    @Test
    void code_that_names_an_engine_uses_that_one() throws Exception {
        assertThat(Engine.usedBy(jar("ai/djl/mxnet/engine/MxEngineProvider"))).containsExactly(Engine.MXNET);
        assertThat(Engine.usedBy(jar("ai/djl/onnxruntime/engine/OrtEngineProvider")))
                .containsExactly(Engine.ONNX_RUNTIME);
    }

    @Test
    void code_that_uses_djl_and_names_no_engine_may_use_any() throws Exception {
        assertThat(Engine.usedBy(jar("ai/djl/translate/NoopTranslator"))).isEqualTo(Engine.ALL);
    }

    @Test
    void code_of_its_own_needs_none() throws Exception {
        assertThat(Engine.usedBy(jar("dev/vitrine/prototypes/dayplanner/DayPlanner")))
                .isEmpty();
    }

    @Test
    void a_jar_is_needed_by_who_uses_its_engine() {
        assertThat(Engine.isNeeded(MXNET, Set.of(Engine.MXNET))).isTrue();
        assertThat(Engine.isNeeded(MXNET, Set.of(Engine.ONNX_RUNTIME))).isFalse();
        assertThat(Engine.isNeeded(ONNX, Set.of(Engine.ONNX_RUNTIME))).isTrue();
        assertThat(Engine.isNeeded(DJL, Set.of(Engine.MXNET))).isTrue();
        assertThat(Engine.isNeeded(DJL, Set.of())).isFalse();
        assertThat(Engine.isNeeded(OTHER, Set.of())).isTrue();
    }

    private Path jar(String name) throws IOException {
        Path jar = folder.resolve("code.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
                InputStream in = Objects.requireNonNull(EngineTest.class.getResourceAsStream("/" + name + ".class"))) {
            out.putNextEntry(new ZipEntry(name + ".class"));
            in.transferTo(out);
        }
        return jar;
    }
}
