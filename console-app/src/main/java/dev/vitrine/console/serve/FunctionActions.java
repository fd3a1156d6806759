package dev.vitrine.console.serve;

import dev.vitrine.common.log.LogStreams;
import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.operation.RegistryImage;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.ActionStep;
import dev.vitrine.console.action.CliLine;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Form;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.log.LogTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Redeploy, stop, start and invoke functions; shift their aliases; open their logs. */
public final class FunctionActions {
    private final Desk desk;
    private final FunctionTest test;

    public FunctionActions(Desk desk) {
        this.desk = desk;
        this.test = new FunctionTest(desk);
    }

    void add(FunctionState function, List<Command> commands) {
        commands.add(Command.of("Open log", "L", () -> desk.screen()
                .openLog(LogTarget.of(function.name(), function.logGroup(), new LogStreams.All(), false))));
        commands.add(Command.of("Copy address", "Y", () -> desk.screen().copy(function.arn())));
        if (!desk.mayChange()) {
            return;
        }
        commands.add(Command.of("Test-invoke", "T", () -> test.ask(function)));
        if (!function.image().isBlank()) {
            commands.add(Command.of("Redeploy", "D", () -> redeploy(function)));
        }
        commands.add(Command.of("Publish version", "P", () -> publish(function)));
        if (!function.versions().isEmpty()) {
            commands.add(Command.of("Shift alias", "A", () -> shift(function)));
        }
        if (function.isStopped()) {
            commands.add(Command.of(
                    "Start",
                    "G",
                    () -> desk.propose(reserve("Start", function.name(), function.reserved(), Optional.empty()))));
        } else {
            commands.add(Command.danger(
                    "Stop",
                    "X",
                    () -> desk.propose(reserve("Stop", function.name(), function.reserved(), Optional.of(0)))));
        }
    }

    private CliLine cli(String operation, FunctionState function) {
        return desk.cli("lambda", operation).with("--function-name", function.name());
    }

    private void redeploy(FunctionState function) {
        List<Form.Option> options = new ArrayList<>();
        options.add(new Form.Option(function.image(), Texts.tag(function.image()) + " (looked up again)"));
        for (RegistryImage image :
                desk.resources().images().reading().get().value().orElse(List.of())) {
            if (image.isOfRepository(function.image())) {
                boolean runs = image.digest().equals(function.digest());
                options.add(new Form.Option(
                        image.reference(),
                        String.join(", ", image.tags()) + "  " + Texts.digest(image.digest()) + "  pushed "
                                + Texts.time(image.pushedAt()) + (runs ? "  (runs now)" : "")));
            }
        }
        desk.ask(new Form(
                "Redeploy " + function.name(),
                "Calls that begin after it was done are answered by the chosen image.",
                List.of(new Form.Choice("image", "Image", function.image(), "", options)),
                "Go on",
                answers -> {
                    String image = answers.getOrDefault("image", function.image());
                    desk.propose(imagePlan(function, image));
                    return Optional.empty();
                }));
    }

    /** Gives the function this image. */
    public ActionPlan imagePlan(FunctionState function, String image) {
        return new ActionPlan(
                "Redeploy " + function.name(),
                "The function is given this image. Aliases stay where they are.",
                List.of(deploy(function, current(function), image)),
                true);
    }

    /** By digest, so that going back is exact. */
    private static String current(FunctionState function) {
        return function.resolvedImage().isBlank() ? function.image() : function.resolvedImage();
    }

    private ActionStep deploy(FunctionState function, String before, String after) {
        return new ActionStep(
                "Redeploy",
                function.name(),
                Texts.tag(before),
                Texts.tag(after),
                cli("update-function-code", function).with("--image-uri", after).text(),
                () -> desk.workspace()
                        .cloud()
                        .functions()
                        .deploy(function.name(), after)
                        .result(),
                Optional.of(() -> new ActionPlan(
                        "Take back: redeploy " + function.name(),
                        "The function gets its former image again.",
                        List.of(deploy(function, after, before)),
                        true)));
    }

    private void publish(FunctionState function) {
        desk.propose(new ActionPlan(
                "Publish a version of " + function.name(),
                "",
                List.of(new ActionStep(
                        "Publish version",
                        function.name(),
                        "versions " + String.join(", ", function.versions()),
                        "one more",
                        cli("publish-version", function).text(),
                        () -> "version "
                                + desk.workspace()
                                        .cloud()
                                        .functions()
                                        .publishVersion(function.name())
                                        .result(),
                        Optional.empty())),
                false));
    }

    private void shift(FunctionState function) {
        List<Form.Option> versions = function.versions().reversed().stream()
                .map(version -> new Form.Option(version, "version " + version))
                .toList();
        List<Form.Option> second = new ArrayList<>(List.of(new Form.Option("", "none")));
        second.addAll(versions);
        Optional<FunctionState.Alias> alias = function.aliases().stream().findFirst();
        desk.ask(new Form(
                "Shift an alias of " + function.name(),
                "",
                List.of(
                        new Form.Text(
                                "alias",
                                "Alias",
                                alias.map(FunctionState.Alias::name).orElse("live"),
                                "It is made when it is not there.",
                                1),
                        new Form.Choice(
                                "version",
                                "Version",
                                alias.map(FunctionState.Alias::version)
                                        .orElse(versions.getFirst().value()),
                                "",
                                versions),
                        new Form.Choice("second", "Second version", "", "It gets a share of the calls.", second),
                        new Form.Text("percent", "Its share in per cent", "10", "", 1)),
                "Go on",
                answers -> shift(function, answers)));
    }

    private Optional<String> shift(FunctionState function, Map<String, String> answers) {
        String name = answers.getOrDefault("alias", "").strip();
        String version = answers.getOrDefault("version", "");
        Optional<String> second =
                Optional.of(answers.getOrDefault("second", "")).filter(text -> !text.isEmpty());
        String typed = answers.getOrDefault("percent", "").strip();
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,127}")) {
            return Optional.of("An alias begins with a letter and has letters, digits, hyphens and underscores.");
        }
        if (second.isPresent() && !typed.matches("[1-9]\\d?")) {
            return Optional.of("The share must be 1 to 99 per cent.");
        }
        if (second.filter(version::equals).isPresent()) {
            return Optional.of("Choose two different versions, or no second one.");
        }
        double share = second.isPresent() ? Integer.parseInt(typed) / 100.0 : 0;
        FunctionState.Alias after = new FunctionState.Alias(
                name, version, second.map(other -> Map.of(other, share)).orElse(Map.of()));
        Optional<FunctionState.Alias> before = function.aliases().stream()
                .filter(alias -> alias.name().equals(name))
                .findFirst();
        desk.propose(new ActionPlan(
                "Shift " + name + " of " + function.name(),
                "Calls by this alias are answered so from now on.",
                List.of(point(function, before, after)),
                true));
        return Optional.empty();
    }

    private ActionStep point(FunctionState function, Optional<FunctionState.Alias> before, FunctionState.Alias after) {
        Optional<Map.Entry<String, Double>> second =
                after.weights().entrySet().stream().findFirst();
        CliLine line = cli(before.isPresent() ? "update-alias" : "create-alias", function)
                .with("--name", after.name())
                .with("--function-version", after.version())
                .with(
                        "--routing-config",
                        second.map(entry ->
                                        "AdditionalVersionWeights={" + entry.getKey() + "=" + entry.getValue() + "}")
                                .orElse("AdditionalVersionWeights={}"));
        return new ActionStep(
                "Shift alias",
                function.name(),
                before.map(FunctionState.Alias::text).orElse("no alias " + after.name()),
                after.text(),
                line.text(),
                () -> desk.workspace()
                        .cloud()
                        .functions()
                        .point(
                                function.name(),
                                after.name(),
                                after.version(),
                                second.map(Map.Entry::getKey),
                                second.map(Map.Entry::getValue).orElse(0.0))
                        .result(),
                before.map(old -> () -> new ActionPlan(
                        "Take back: shift " + old.name() + " of " + function.name(),
                        "Calls by this alias are answered as before.",
                        List.of(point(function, Optional.of(after), old)),
                        true)));
    }

    private ActionPlan reserve(String verb, String function, Optional<Integer> before, Optional<Integer> after) {
        CliLine line = desk.cli(
                        "lambda", after.isPresent() ? "put-function-concurrency" : "delete-function-concurrency")
                .with("--function-name", function);
        after.ifPresent(concurrency -> line.with("--reserved-concurrent-executions", String.valueOf(concurrency)));
        return new ActionPlan(
                verb + " " + function,
                after.filter(concurrency -> concurrency == 0).isPresent()
                        ? "Every call is refused until it is started again. Its concurrency is set to 0."
                        : "Calls are answered again.",
                List.of(new ActionStep(
                        verb,
                        function,
                        answering(before),
                        answering(after),
                        line.text(),
                        () -> desk.workspace()
                                .cloud()
                                .functions()
                                .reserve(function, after)
                                .result(),
                        Optional.of(() -> reserve("Take back: " + verb, function, after, before)))),
                true);
    }

    private static String answering(Optional<Integer> concurrency) {
        return concurrency
                .map(most -> most == 0 ? "refuses calls" : "answers at most " + most + " calls at once")
                .orElse("answers calls");
    }
}
