package dev.vitrine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.prediction.FormAnswer;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.Prototype;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predictor classes, compiled and packed here, as somebody else's would come. */
class PredictorJarTest {
    private static final Prototype PROTOTYPE = Manifests.of("""
            inputs:
              - {name: x, type: number}
            outputs:
              - {name: y, type: number}
            predictor: {class: sample.Sample, jar: sample.jar}
            batch:
              form:
                - {name: count, type: integer}
            """);

    @TempDir
    Path folder;

    /** @param body of the method {@code predict}, and what may follow it */
    private Inference load(String body) throws IOException {
        compile("""
                package sample;
                import dev.vitrine.common.prediction.*;
                import dev.vitrine.common.row.*;
                import java.util.*;
                import java.util.stream.*;
                public class Sample implements Predictor {
                    public List<Outcome> predict(List<Row> rows, PredictionContext context) {
                """ + body + "}\n");
        return Inference.load(PROTOTYPE, folder, 2);
    }

    private void compile(String source) throws IOException {
        Path classes = folder.resolve("classes");
        Path file = Files.createDirectories(classes.resolve("sample")).resolve("Sample.java");
        Files.writeString(file, source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            assertThat(compiler.getTask(
                                    messages,
                                    files,
                                    null,
                                    List.of("-proc:none", "-cp", System.getProperty("java.class.path")),
                                    null,
                                    files.getJavaFileObjects(file))
                            .call())
                    .as(messages.toString())
                    .isTrue();
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve("sample.jar"));
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> walk = Files.walk(classes)) {
            for (Path compiled :
                    walk.filter(path -> path.toString().endsWith(".class")).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(compiled).toString()));
                Files.copy(compiled, jar);
                jar.closeEntry();
            }
        }
    }

    private static List<PrintedOutcome> predict(Inference inference, String... cells) {
        return inference
                .forColumns(List.of("x"))
                .predict(1, Stream.of(cells).map(List::of).toList(), Samples.CONTEXT);
    }

    private static String reason(PrintedOutcome outcome) {
        return switch (outcome) {
            case PrintedOutcome.Reject reject -> reject.reason();
            case PrintedOutcome.Outputs outputs -> throw new AssertionError("not a reject: " + outputs);
        };
    }

    @Test
    void aClassAnswersAndMayRejectARow() throws IOException {
        try (Inference inference = load("""
                        return rows.stream().map(row -> row.number("x") < 0
                            ? (Outcome) new Outcome.Rejected("x", "" + row.number("x"), "has no root")
                            : new Outcome.Predicted(List.of(new Value.Real(Math.sqrt(row.number("x")))))).toList();
                    }
                """)) {
            assertThat(predict(inference, "16", "-1", "many", "2"))
                    .containsExactly(
                            new PrintedOutcome.Outputs(List.of("4")),
                            new PrintedOutcome.Reject("x", "-1.0", "has no root"),
                            new PrintedOutcome.Reject("x", "many", "is not a number"),
                            new PrintedOutcome.Outputs(List.of("1.41421")));
        }
    }

    @Test
    void aWrongNumberOfOutcomesRejectsTheRowsWithTheCount() throws IOException {
        try (Inference inference = load("return List.of(new Outcome.Predicted(List.of(new Value.Real(1)))); }")) {
            assertThat(predict(inference, "1", "2")).hasSize(2).allSatisfy(outcome -> assertThat(reason(outcome))
                    .contains("gave 1 outcomes for 2 rows"));
        }
    }

    @Test
    void noOutcomesAtAllRejectTheRows() throws IOException {
        try (Inference inference = load("return null; }")) {
            assertThat(reason(predict(inference, "1").getFirst())).contains("gave no outcomes for 1 rows");
        }
    }

    @Test
    void outputsThatAreNotAsDeclaredRejectTheRow() throws IOException {
        try (Inference inference = load("""
                        return rows.stream().map(row -> switch ((int) row.number("x")) {
                            case 0 -> (Outcome) new Outcome.Predicted(List.of());
                            case 1 -> new Outcome.Predicted(List.of(new Value.Text("one")));
                            case 2 -> null;
                            case 3 -> new Outcome.Predicted(List.of(new Value.Whole(3)));
                            default -> new Outcome.Predicted(List.of(Value.Missing.INSTANCE));
                        }).collect(Collectors.toList());
                    }
                """)) {
            List<PrintedOutcome> outcomes = predict(inference, "0", "1", "2", "3", "4");
            assertThat(reason(outcomes.get(0))).contains("gave 0 outputs, but 1 are declared");
            assertThat(reason(outcomes.get(1))).contains("'y' is not of type number");
            assertThat(reason(outcomes.get(2))).contains("gave no outcome for this row");
            assertThat(outcomes.get(3)).isEqualTo(new PrintedOutcome.Outputs(List.of("3")));
            assertThat(outcomes.get(4)).isEqualTo(new PrintedOutcome.Outputs(List.of("")));
        }
    }

    @Test
    void aClassThatThrowsIsNamedWithWhatItSaid() throws IOException {
        try (Inference inference = load("throw new IllegalStateException(\"the table of stars is empty\"); }")) {
            assertThatThrownBy(() -> predict(inference, "1"))
                    .isInstanceOf(ModelException.class)
                    .hasMessage("Model sample failed: IllegalStateException: the table of stars is empty");
        }
    }

    @Test
    void aClassThatNeverEndsItsRecursionIsAFailureToo() throws IOException {
        try (Inference inference = load("return predict(rows, context); }")) {
            assertThatThrownBy(() -> predict(inference, "1"))
                    .isInstanceOf(ModelException.class)
                    .hasMessage("Model sample failed: StackOverflowError: StackOverflowError");
            assertThatThrownBy(() -> predict(inference, "1")).isInstanceOf(ModelException.class);
        }
    }

    @Test
    void aConstructorThatThrowsRefusesTheVersion() {
        assertThatThrownBy(
                        () -> load("return List.of(); } public Sample() { throw new RuntimeException(\"no key\"); }"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("constructor of sample.Sample failed")
                .hasMessageContaining("no key");
    }

    @Test
    void aClassThatCannotBeInitialisedIsRefusedWithWhatItSaid() {
        assertThatThrownBy(
                        () -> load(
                                "return List.of(); } static { if (true) throw new IllegalStateException(\"no map of the sky\"); }"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("class sample.Sample cannot be used")
                .hasMessageContaining("no map of the sky");
    }

    @Test
    void aClassWithoutPlainConstructorIsRefused() {
        assertThatThrownBy(() -> load("return List.of(); } public Sample(int size) {}"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("needs a public constructor without parameters");
    }

    @Test
    void aMissingJarAndAMissingClassAreNamed() throws IOException {
        assertThatThrownBy(() -> Inference.load(PROTOTYPE, folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("there is no jar sample.jar");
        compile("package sample; class Other {}");
        assertThatThrownBy(() -> Inference.load(PROTOTYPE, folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("holds no class sample.Sample");
    }

    @Test
    void aFileThatIsNoJarIsRefused() throws IOException {
        Files.writeString(folder.resolve("sample.jar"), "not a jar");
        assertThatThrownBy(() -> Inference.load(PROTOTYPE, folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("sample.jar");
    }

    @Test
    void aClassThatIsNoPredictorIsRefused() throws IOException {
        compile("package sample; public class Sample {}");
        assertThatThrownBy(() -> Inference.load(PROTOTYPE, folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is not a dev.vitrine.common.prediction.Predictor");
    }

    @Test
    void aClassSeesTheJdkAndCommonWordsOnly() throws IOException {
        try (Inference inference = load("""
                        double seen = 0;
                        for (String name : List.of("java.sql.Connection", "org.slf4j.Logger",
                                "dev.vitrine.common.row.Row", "ai.djl.Model", "com.fasterxml.jackson.databind.JsonNode",
                                "dev.vitrine.inference.Inference", "dev.vitrine.common.aws.AwsClients")) {
                            try {
                                Class.forName(name);
                                seen++;
                            } catch (ClassNotFoundException hidden) {
                                continue;
                            }
                        }
                        return List.of(new Outcome.Predicted(List.of(new Value.Real(seen))));
                    }
                """)) {
            assertThat(predict(inference, "1")).containsExactly(new PrintedOutcome.Outputs(List.of("3")));
        }
    }

    @Test
    void countersThatAreNotDeclaredAreAnErrorThatSaysSo() throws IOException {
        try (Inference inference = load("context.counters().counts(\"clicks\"); return List.of(); }")) {
            assertThatThrownBy(() -> predict(inference, "1"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("counter 'clicks' is not declared");
        }
    }

    @Test
    void aFormIsExpandedUpToItsBound() throws IOException {
        try (Inference inference = load("""
                        return List.of();
                    }
                    public Stream<Map<String, String>> expand(Row form) {
                        long count = form.integer("count");
                        if (count < 0) throw new InvalidFormException("count", "must not be negative");
                        if (count == 7) return Stream.of(Map.of("z", "1"));
                        return Stream.iterate(1, i -> i + 1).limit(count).map(i -> Map.of("x", "" + i));
                    }
                """)) {
            assertThat(inference.expand(Map.of("count", "2")))
                    .isEqualTo(new FormAnswer.Rows(List.of("x"), List.of(List.of("1"), List.of("2"))));
            assertThat(inference.expand(Map.of("count", "100000")))
                    .isInstanceOfSatisfying(FormAnswer.Rows.class, rows -> assertThat(rows.rows())
                            .hasSize(100_000));
            assertThat(inference.expand(Map.of("count", "9000000000")))
                    .isEqualTo(new FormAnswer.Invalid("count", "makes more than 100000 rows; ask for fewer"));
            assertThat(inference.expand(Map.of("count", "-1")))
                    .isEqualTo(new FormAnswer.Invalid("count", "must not be negative"));
            assertThat(inference.expand(Map.of("count", "0")))
                    .isEqualTo(new FormAnswer.Invalid("count", "makes no rows; ask for more"));
            assertThatThrownBy(() -> inference.expand(Map.of("count", "7")))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("[z]");
        }
    }
}
