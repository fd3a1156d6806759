package dev.vitrine.packaging.deploy;

import dev.vitrine.common.artifact.PublishException;
import dev.vitrine.common.artifact.PublishReport;
import dev.vitrine.common.artifact.PublishReport.FileChange;
import dev.vitrine.common.artifact.Publisher;
import dev.vitrine.common.prototype.ManifestException;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.packaging.deploy.Narrator.Change;
import dev.vitrine.packaging.event.BucketEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Brings the cloud to what is declared: the shared stack, the images, each prototype's version and stack. Doing it again
 * changes nothing; one that was cut off is finished by the next.
 */
final class Deployment {
    private static final int STACKS_AT_ONCE = 4;
    private static final int FILES_NAMED = 6;

    private final Settings settings;
    private final Templates templates;
    private final Stacks stacks;
    private final Images images;
    private final Clients clients;
    private final Publisher publisher;
    private final TableIndexes indexes;
    private final Narrator narrator;

    Deployment(
            Settings settings,
            Templates templates,
            Stacks stacks,
            Images images,
            Clients clients,
            Publisher publisher,
            TableIndexes indexes,
            Narrator narrator) {
        this.settings = settings;
        this.templates = templates;
        this.stacks = stacks;
        this.images = images;
        this.clients = clients;
        this.publisher = publisher;
        this.indexes = indexes;
        this.narrator = narrator;
    }

    /** {@code make deploy}: everything. Returns what could not be done, in sentences; the rest is done. */
    List<String> deploy() {
        FrontendSecrets secrets = new FrontendSecrets(clients.secrets(), settings);
        secrets.require();
        SignInSettings.of(settings, stacks.find(Target.SHARED_STACK)).require();
        shareIfAbsent();
        secrets.set().forEach(secret -> narrator.outcome(Change.CHANGED, "secret " + secret, ""));
        images.pushMissing(Images.ALL);
        Map<String, String> parameters = new HashMap<>(secrets.parameters());
        parameters.put("FrontendImage", images.reference(Images.FRONTEND));
        share(templates.shared(parameters));
        secrets.delete(false);
        List<String> failures = prototypes(this::imagesOfThisBuild);
        stacks.find(Target.SHARED_STACK)
                .flatMap(stack -> output(stack, "Url").or(() -> output(stack, "Address")))
                .ifPresent(narrator::address);
        return failures;
    }

    /** {@code make publish}: the prototypes alone, with the images that are there. */
    List<String> publish() {
        if (stacks.find(Target.SHARED_STACK).isEmpty()) {
            throw new DeployException("Vitrine is not deployed here yet; make deploy does that, and publishes too."
                    + " Is AWS_REGION the region that you mean?");
        }
        return prototypes(this::imagesThatAreThere);
    }

    /** The first time there is no repository for the frontend's image yet, so the stack begins without a frontend. */
    private void shareIfAbsent() {
        Optional<Stack> shared = stacks.find(Target.SHARED_STACK);
        if (shared.isEmpty() || shared.get().stackStatusAsString().matches("CREATE_FAILED|ROLLBACK_.*|DELETE_FAILED")) {
            Map<String, String> parameters = new HashMap<>(Map.of("FrontendImage", ""));
            if (settings.value("SUBNET_IDS").isEmpty()) {
                parameters.putAll(
                        Network.find(clients.ec2(), settings.value("VPC_ID")).parameters());
            }
            share(templates.shared(parameters));
        }
    }

    /** The shared stack; first the indexes that its table lacks. */
    private void share(StackDeclaration declaration) {
        List<String> steps = stacks.template(declaration.name())
                .map(before -> TemplateIndexes.steps(before, declaration.template()))
                .orElse(List.of());
        for (String step : steps) {
            change(declaration.step(step));
            indexes.await();
        }
        change(declaration);
        indexes.complete();
    }

    private void change(StackDeclaration declaration) {
        long begun = System.nanoTime();
        Optional<PreparedChanges> changes = stacks.prepare(declaration);
        if (changes.isEmpty()) {
            narrator.outcome(Change.UNCHANGED, "stack " + declaration.name(), "");
            return;
        }
        try {
            stacks.execute(changes.get());
        } catch (StackException e) {
            throw new Frontend(clients).explained(e);
        }
        narrator.outcome(
                changes.get().creates() ? Change.NEW : Change.CHANGED,
                "stack " + declaration.name(),
                Narrator.seconds(Duration.ofNanos(System.nanoTime() - begun)));
    }

    private List<String> prototypes(Function<Prototype, Map<String, String>> imageParameters) {
        List<String> failures = new ArrayList<>();
        List<Future<Optional<String>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                STACKS_AT_ONCE, Thread.ofVirtual().name("prototype-", 1).factory())) {
            for (Path folder : PrototypeFolders.in(settings.prototypes())) {
                running.add(threads.submit(() -> prototype(folder, imageParameters)));
            }
            for (Future<Optional<String>> future : running) {
                future.get().ifPresent(failures::add);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a prototype failed in an unforeseen way", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts a deploy", e);
        }
        tellFunctions();
        return failures;
    }

    /** Has the bucket tell the functions of what is published; without it the first call after a publish is slower. */
    private void tellFunctions() {
        Map<String, String> functions = new HashMap<>();
        for (Stack stack : stacks.all()) {
            String prototype = stack.stackName().substring(Target.SHARED_STACK.length());
            output(stack, "Function")
                    .filter(_ -> !prototype.isEmpty())
                    .ifPresent(function -> functions.put(prototype.substring(1), function));
        }
        String what = "events of the bucket";
        try {
            if (new BucketEvents(clients.s3(), templates.target().bucket()).set(functions)) {
                narrator.outcome(Change.CHANGED, what, functions.size() + " functions are told of new versions");
            }
        } catch (SdkException e) {
            narrator.say("The " + what + " are not set (" + CloudErrors.sentence(e)
                    + "); a new version's first answer will be slower. Deploy again to set them.");
        }
    }

    /** Returns why it cannot be done, if so. Its version comes first, since a function looks for it when it starts. */
    private Optional<String> prototype(Path folder, Function<Prototype, Map<String, String>> imageParameters) {
        try {
            Prototype prototype = ManifestReader.read(folder.resolve("prototype.yaml"));
            Optional<OneTimeSchedule> once =
                    OneTimeSchedule.of(prototype, stacks.find(Target.nameOf(prototype.name())));
            once.ifPresent(schedule -> schedule.require(Instant.now()));
            version(folder);
            change(templates.prototype(prototype, imageParameters.apply(prototype)));
            once.flatMap(schedule -> schedule.over(Instant.now()))
                    .ifPresent(over -> narrator.outcome(Change.UNCHANGED, over, ""));
            return Optional.empty();
        } catch (ManifestException | PublishException | StackException | DeployException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (SdkException e) {
            return Optional.of(folder.getFileName() + ": " + CloudErrors.sentence(e));
        }
    }

    /** Its own repositories come with its stack, so a new stack begins with them alone. */
    private Map<String, String> imagesOfThisBuild(Prototype prototype) {
        List<String> own = images.own(prototype);
        if (!own.stream().allMatch(images::hasRepository)) {
            boolean isNew = stacks.find(Target.nameOf(prototype.name())).isEmpty();
            change(templates.prototype(prototype, isNew ? Images.repositoriesAlone() : Map.of("OwnImages", "true")));
        }
        synchronized (images) { // they share the folder in which images are made
            images.pushMissing(own);
        }
        return images.parameters(prototype);
    }

    /** None to keep those of a stack; for a new one, those that were pushed last for all. */
    private Map<String, String> imagesThatAreThere(Prototype prototype) {
        if (stacks.find(Target.nameOf(prototype.name())).isPresent()) {
            return Map.of();
        }
        Map<String, String> newest = new HashMap<>();
        images.newest(Images.PREDICTOR).ifPresent(image -> newest.put("PredictorImage", image));
        images.newest(Images.BATCH).ifPresent(image -> newest.put("BatchImage", image));
        return newest;
    }

    private void version(Path folder) {
        PublishReport report = publisher.publish(folder);
        List<FileChange> changes = report.files().stream()
                .filter(file -> file.change() != PublishReport.Change.UNCHANGED)
                .toList();
        boolean allNew = !changes.isEmpty()
                && report.files().stream().allMatch(file -> file.change() == PublishReport.Change.NEW);
        Change change = allNew ? Change.NEW : report.changed() ? Change.CHANGED : Change.UNCHANGED;
        narrator.outcome(
                change,
                "prototype " + report.prototype() + ", version " + report.version(),
                allNew ? changes.size() + " files" : words(changes));
    }

    private static String words(List<FileChange> changes) {
        String named = changes.stream()
                .limit(FILES_NAMED)
                .map(file -> file.path() + " " + file.change().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        int more = changes.size() - FILES_NAMED;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    static Optional<String> output(Stack stack, String key) {
        return stack.outputs().stream()
                .filter(output -> output.outputKey().equals(key))
                .map(Output::outputValue)
                .findFirst();
    }
}
