package dev.vitrine.common.prototype;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published JSON Schema and the reader agree, so that an editor complains of what a publish would refuse. */
class ManifestSchemaTest {
    private static final Path ROOT = Path.of("..");
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(read(ROOT.resolve("docs/prototype.schema.json")));
    private static final String GOOD = """
            name: demo
            title: Demo
            inputs:
              - {name: a, type: number, min: 0, max: 1, digits: 3, unit: mm, help: h, example: 0.5, required: false}
              - {name: b, type: category, values: [x, y]}
              - {name: c, type: vector, length: 4, min: 0, max: 16, columns: c_%02d, drawing: {width: 2, height: 2}}
              - {name: d, type: date, min: 2026-01-01}
            outputs:
              - {name: e, type: category, values: [p, q]}
              - {name: g, type: vector, length: 2, probabilitiesOf: e}
              - {name: h, type: text, maxLength: 5}
            predictor: {engine: OnnxRuntime, model: model/}
            realtime: {memory: 512 MB, timeout: 2 min}
            batch: {cpu: 0.25, memory: 1 GB, rowsPerShard: 10, maxWorkers: 2, spot: true, form: [{name: f, type: boolean}]}
            schedule: {when: "cron(0 6 * * ? *)", timeZone: Europe/Berlin, table: data/nightly.csv}
            examples: data/examples.csv
            """;

    static Stream<Path> manifests() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT.resolve("prototypes"))) {
            return folders.map(folder -> folder.resolve("prototype.yaml")).filter(Files::exists).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyPrototypeOfOursFitsSchemaAndReader(Path manifest) {
        assertThat(complaints(read(manifest))).isEmpty();
        assertThat(manifest.getParent())
                .hasFileName(ManifestReader.read(manifest).name());
    }

    @Test
    void aManifestWithEveryKeyFitsBoth() {
        assertThat(complaints(GOOD)).isEmpty();
        assertThat(ManifestReader.read("p.yaml", GOOD).inputs().size()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: Demo=>titel: Demo",
                "name: demo=>name: De mo",
                "type: text=>type: txt",
                "engine: OnnxRuntime=>engine: Torch",
                "values: [x, y]=>values: [x]",
                "length: 4=>len: 4",
                "memory: 512 MB=>memory: 512",
                "cpu: 0.25=>cpu: 3",
                "maxLength: 5=>maxLenght: 5",
                "data/examples.csv=>../examples.csv",
                "cron(0 6 * * ? *)=>cron(0 6 * *)",
                "table: data/nightly.csv=>table: ../nightly.csv",
                "table: data/nightly.csv=>table: data/nightly.csv, object: uploads/nightly.csv",
                ", table: data/nightly.csv=>",
            })
    void whatOneRefusesTheOtherRefuses(String change) {
        String[] parts = change.split("=>", 2);
        String bad = GOOD.replace(parts[0], parts[1]);

        assertThat(complaints(bad)).isNotEmpty();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ManifestReader.read("p.yaml", bad)))
                .isInstanceOf(ManifestException.class);
    }

    private static List<String> complaints(String yaml) {
        try {
            return SCHEMA.validate(new YAMLMapper().readTree(yaml)).stream()
                    .map(Object::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
