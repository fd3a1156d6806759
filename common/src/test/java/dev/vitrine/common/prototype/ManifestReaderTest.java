package dev.vitrine.common.prototype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
    private static final String GOOD = """
            name: banknote
            title: Is this banknote genuine?
            summary: Tells a forged banknote from a genuine one.
            inputs:
              - {name: variance, type: number, min: -8, max: 8, example: 3.62, help: Variance of the image, unit: mm}
              - name: mood
                type: category
                values: [good, bad]
                required: false
            outputs:
              - {name: verdict, type: category, values: [genuine, forged]}
              - {name: score, type: number, digits: 4}
            predictor: {engine: MXNet, model: model/}
            realtime: {memory: 2 GB, timeout: 3 s}
            batch: {cpu: 0.5, memory: 1024 MB, rowsPerShard: 10000, maxWorkers: 8}
            examples: data/examples.csv
            """;

    @Test
    void readsEveryDeclaredKey() {
        Prototype prototype = ManifestReader.read("prototype.yaml", GOOD);

        assertThat(prototype.name()).isEqualTo("banknote");
        assertThat(prototype.inputs().fields()).extracting(Field::name).containsExactly("variance", "mood");
        Field variance = prototype.inputs().fields().getFirst();
        assertThat(variance.unit()).contains("mm");
        assertThat(variance.example()).contains("3.62");
        assertThat(variance.type()).isInstanceOfSatisfying(FieldType.Real.class, real -> assertThat(real.min())
                .hasValue(-8));
        assertThat(prototype.inputs().fields().getLast().required()).isFalse();
        assertThat(prototype.outputs().fields().getLast().type())
                .isInstanceOfSatisfying(
                        FieldType.Real.class, real -> assertThat(real.digits()).isEqualTo(4));
        assertThat(prototype.predictor())
                .isEqualTo(new PredictorSpec.EngineModel(PredictorSpec.Engine.MXNet, "model/"));
        assertThat(prototype.realtime()).isEqualTo(new RealtimeSpec(2048, Duration.ofSeconds(3)));
        assertThat(prototype.batch().rowsPerShard()).isEqualTo(10_000);
        assertThat(prototype.examples()).contains("data/examples.csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "summary: Tells| sumary: Tells|p.yaml:3: unknown key 'sumary'; did you mean 'summary'?",
                "engine: MXNet|engine: MxNet|p.yaml:13: unknown engine 'MxNet'; did you mean 'MXNet'?; the engines are MXNet, OnnxRuntime",
                "type: category, values|type: categry, values|p.yaml:11: unknown type 'categry'; did you mean 'category'?; the types are",
                "min: -8|min: low|p.yaml:5: 'min' must be a number, not 'low'",
                "min: -8|min: 9|p.yaml:5: min must not be greater than max",
                "memory: 2 GB|memory: lots|p.yaml:14: 'memory' must be megabytes or gigabytes such as 1024 MB, not 'lots'",
                "cpu: 0.5|cpu: 3|p.yaml:15: batch cpu must be 0.25, 0.5, 1, 2, 4, 8 or 16, not 3.0",
                "data/examples.csv|../secret.csv|p.yaml:16: 'examples' must be a path inside the prototype's folder",
                "name: banknote|name: Bank Note|p.yaml:1: name 'Bank Note' must be lower case",
                "name: score|name: variance|p.yaml:1: output 'variance' has the name of an input; rename one of them",
                "name: mood|name: Variance|p.yaml:6: field 'Variance' is named twice; rename one of them",
                "model: model/}|model: model/, class: a.B}|p.yaml:13: a predictor has either an engine with its model, or a class with its jar",
            })
    void namesFileLineAndRemedy(String good, String bad, String problem) {
        assertThatThrownBy(() -> ManifestReader.read("p.yaml", GOOD.replace(good, bad.strip())))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void readsOfWhatAVectorGivesTheProbabilities() {
        String chances = "  - {name: chances, type: vector, length: 2, probabilitiesOf: verdict}\npredictor:";
        String yaml = GOOD.replace("predictor:", chances);
        Schema outputs = ManifestReader.read("p.yaml", yaml).outputs();

        assertThat(outputs.fields().getLast().type())
                .isInstanceOfSatisfying(FieldType.Vector.class, vector -> assertThat(outputs.probabilitiesOf(vector))
                        .containsExactly("genuine", "forged"));
        for (String wrong : new String[] {
            yaml.replace("length: 2", "length: 3"),
            yaml.replace("probabilitiesOf: verdict", "probabilitiesOf: score"),
            yaml.replace("probabilitiesOf: verdict", "probabilitiesOf: mood"),
        }) {
            assertThatThrownBy(() -> ManifestReader.read("p.yaml", wrong))
                    .isInstanceOf(ManifestException.class)
                    .hasMessageContaining("p.yaml:1: output 'chances' has probabilitiesOf '")
                    .hasMessageContaining("which must be an output that is a category of");
        }
        assertThatThrownBy(() -> ManifestReader.read(
                        "p.yaml", GOOD.replace("outputs:", chances.substring(0, chances.indexOf('\n')) + "\noutputs:")))
                .hasMessageContaining("input 'chances' has probabilitiesOf, which belongs to an output");
    }

    @Test
    void readsAScheduleOfATableOrOfAnObject() {
        Prototype table = ManifestReader.read(
                "p.yaml", GOOD + "schedule: {when: rate(1 day), table: data/nightly.csv, timeZone: Europe/Berlin}\n");
        assertThat(table.schedule())
                .contains(new ScheduleSpec(
                        "rate(1 day)",
                        ZoneId.of("Europe/Berlin"),
                        new ScheduleSpec.Table.InFolder("data/nightly.csv")));
        Prototype object =
                ManifestReader.read("p.yaml", GOOD + "schedule: {when: cron(0 6 * * ? *), object: a/b.csv}\n");
        assertThat(object.schedule().orElseThrow().table()).isEqualTo(new ScheduleSpec.Table.InBucket("a/b.csv"));
        assertThat(object.schedule().orElseThrow().timeZone()).isEqualTo(ZoneId.of("UTC"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{table: a.csv}|p.yaml:17: key 'when' is missing",
                "{when: daily, table: a.csv}|p.yaml:17: schedule when must be like rate(1 day)",
                "{when: at(2026-02-30T06:00:00), table: a.csv}|p.yaml:17: schedule when names a time that no calendar has",
                "{when: rate(1 day)}|p.yaml:17: a schedule has either a table of the prototype's folder, or an object",
                "{when: rate(1 day), table: a.csv, object: b}|p.yaml:17: a schedule has either a table",
                "{when: rate(1 day), table: ../a.csv}|p.yaml:17: 'table' must be a path inside the prototype's folder",
                "{when: rate(1 day), table: a.csv, timezone: UTC}|p.yaml:17: unknown key 'timezone'; did you mean 'timeZone'?",
                "{when: rate(1 day), table: a.csv, timeZone: Berlin}|p.yaml:17: 'timeZone' must be a time zone",
            })
    void namesWhatIsWrongWithASchedule(String schedule, String problem) {
        assertThatThrownBy(() -> ManifestReader.read("p.yaml", GOOD + "schedule: " + schedule + "\n"))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void namesAllProblemsAtOnceInOrder() {
        assertThatThrownBy(() -> ManifestReader.read(
                        "p.yaml", GOOD.replace("title:", "titel:").replace("cpu", "cpus")))
                .hasMessageMatching("(?s)p.yaml:1: key 'title' is missing\n.*p.yaml:2: unknown key 'titel'.*"
                        + "p.yaml:15: unknown key 'cpus'.*");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> ManifestReader.read("p.yaml", "name: x\n"))
                .hasMessageContaining("key 'title' is missing")
                .hasMessageContaining("key 'inputs' is missing")
                .hasMessageContaining("key 'outputs' is missing")
                .hasMessageContaining("key 'predictor' is missing");
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertThatThrownBy(() -> ManifestReader.read("p.yaml", "name: [unclosed\ntitle: x"))
                .hasMessageContaining("p.yaml:2: this is not YAML");
        assertThatThrownBy(() -> ManifestReader.read("p.yaml", "")).hasMessageContaining("the file is empty");
        assertThatThrownBy(() -> ManifestReader.read("p.yaml", "- a list"))
                .hasMessageContaining("keys and values are expected here");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> ManifestReader.read(Path.of("no-such-folder/prototype.yaml")))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("the file cannot be read");
    }

    @Test
    void readsAPredictorClassWithCountersAndAForm() {
        Prototype prototype = ManifestReader.read("p.yaml", """
                name: day-planner
                title: What to do today?
                inputs: [{name: group, type: category, values: [a, b]}]
                outputs: [{name: activity, type: text}]
                predictor: {class: com.example.Planner, jar: target/planner.jar, counters: [choices]}
                batch:
                  form:
                    - {name: start, type: date}
                    - {name: end, type: date}
                """);

        assertThat(prototype.predictor())
                .isEqualTo(new PredictorSpec.PredictorClass(
                        "com.example.Planner", "target/planner.jar", java.util.List.of("choices")));
        assertThat(prototype.batch().form())
                .hasValueSatisfying(form -> assertThat(form.size()).isEqualTo(2));
    }
}
