package dev.vitrine.console.serve;

import dev.vitrine.common.operation.FunctionOperations;
import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prediction.RealtimeEvent;
import dev.vitrine.common.prediction.RealtimeJson;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.text.Ids;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.ActionStep;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Invokes a function with what a person fills into the form of its prototype. */
final class FunctionTest {
    private final Desk desk;

    FunctionTest(Desk desk) {
        this.desk = desk;
    }

    private record Subject(Prototype prototype, String version) {}

    void ask(FunctionState function) {
        String name = function.name().replaceFirst("^vitrine-", "");
        desk.workspace()
                .background(
                        () -> subject(name),
                        subject -> subject.ifPresentOrElse(found -> desk.ask(form(function, found)), () -> desk.screen()
                                .announce("Nothing to ask", name + " is not published; run make publish.")),
                        message -> desk.screen().announce("That did not work", message));
    }

    private Optional<Subject> subject(String name) {
        return desk.workspace().cloud().prototypes().find(name).flatMap(published -> desk.workspace()
                .cloud()
                .manifests()
                .find(name, published.champion())
                .map(declared -> new Subject(declared, published.champion())));
    }

    private Form form(FunctionState function, Subject subject) {
        List<Form.Question> questions = new ArrayList<>();
        for (Field field : subject.prototype().inputs().fields()) {
            questions.add(question(field));
        }
        return new Form(
                "Test-invoke " + function.name(),
                subject.prototype().title() + " (version " + subject.version() + ")",
                questions,
                "Invoke",
                answers -> {
                    desk.propose(plan(function, subject, answers));
                    return Optional.empty();
                });
    }

    private static Form.Question question(Field field) {
        String label =
                field.label() + field.unit().map(unit -> " (" + unit + ")").orElse("");
        String initial = field.example().orElse("");
        String help = field.help().orElse("");
        return switch (field.type()) {
            case FieldType.Category category ->
                new Form.Choice(
                        field.name(),
                        label,
                        initial,
                        help,
                        category.values().stream()
                                .map(value -> new Form.Option(value, value))
                                .toList());
            case FieldType.Bool bool -> new Form.Check(field.name(), label, initial, help);
            case FieldType.Text text -> new Form.Text(field.name(), label, initial, help, 2);
            case FieldType.Real real -> new Form.Text(field.name(), label, initial, help, 1);
            case FieldType.Whole whole -> new Form.Text(field.name(), label, initial, help, 1);
            case FieldType.Date date -> new Form.Text(field.name(), label, initial, help, 1);
            case FieldType.Image image -> new Form.Text(field.name(), label, initial, help + " As base64.", 2);
            case FieldType.Vector vector ->
                new Form.Text(field.name(), label, initial, help + " Numbers, separated by blanks.", 2);
        };
    }

    private ActionPlan plan(FunctionState function, Subject subject, Map<String, String> answers) {
        List<String> columns = List.copyOf(answers.keySet());
        List<String> cells = List.copyOf(answers.values());
        PredictionCall call = new PredictionCall(
                Ids.next(desk.workspace().clock()),
                subject.prototype().name(),
                subject.version(),
                desk.workspace().clock().instant(),
                1,
                columns,
                List.of(cells));
        String json = new String(RealtimeJson.write(new RealtimeEvent.Predict(call)), StandardCharsets.UTF_8);
        return new ActionPlan(
                "Invoke " + function.name(),
                "",
                List.of(new ActionStep(
                        "Test-invoke",
                        function.name(),
                        "",
                        "",
                        desk.cli("lambda", "invoke")
                                .with("--function-name", function.name())
                                .with("--cli-binary-format", "raw-in-base64-out")
                                .with("--payload", json)
                                .with("/dev/stdout")
                                .text(),
                        () -> invoke(function, subject.prototype(), json),
                        Optional.empty())),
                false);
    }

    private String invoke(FunctionState function, Prototype prototype, String json) {
        FunctionOperations.Answer answer = desk.workspace().cloud().functions().invoke(function.name(), json);
        String text = answer.error().orElseGet(() -> outputs(prototype, answer.payload()));
        desk.workspace().ui().execute(() -> desk.screen()
                .announce(
                        function.name() + (answer.error().isPresent() ? " failed" : " answered") + " in "
                                + answer.millis() + " ms",
                        text));
        return text + " (" + answer.millis() + " ms)";
    }

    private static String outputs(Prototype prototype, String payload) {
        PredictionAnswer answer = RealtimeJson.read(payload.getBytes(StandardCharsets.UTF_8), PredictionAnswer.class);
        return answer.outcomes().stream()
                .map(outcome -> switch (outcome) {
                    case PrintedOutcome.Outputs outputs -> named(prototype, outputs.cells());
                    case PrintedOutcome.Reject reject -> reject.column() + ": " + reject.reason();
                })
                .collect(Collectors.joining("; "));
    }

    private static String named(Prototype prototype, List<String> cells) {
        List<String> texts = new ArrayList<>();
        List<Field> fields = prototype.outputs().fields();
        for (int i = 0; i < Math.min(fields.size(), cells.size()); i++) {
            texts.add(fields.get(i).name() + " = " + cells.get(i));
        }
        return String.join(", ", texts);
    }
}
