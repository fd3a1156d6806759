package dev.vitrine.packaging.deploy;

import dev.vitrine.common.prototype.ManifestException;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.Prototype;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** {@code make plan}: what a deploy would change, and nothing is changed. */
record Plan(Settings settings, Templates templates, Stacks stacks, Images images, Clients clients, Narrator narrator) {
    /** Returns what cannot be planned, in sentences. */
    List<String> show() {
        List<String> failures = new ArrayList<>();
        Optional<Stack> deployed = stacks.find(Target.SHARED_STACK);
        SignInSettings.of(settings, deployed).require();
        show(Images.ALL);
        boolean shared = deployed.isPresent();
        Map<String, String> parameters = new HashMap<>(Map.of("FrontendImage", images.reference(Images.FRONTEND)));
        if (shared) {
            FrontendSecrets secrets = new FrontendSecrets(clients.secrets(), settings);
            secrets.require();
            parameters.putAll(secrets.parameters());
            List<String> changed = secrets.toBeSet().toList();
            changed.forEach(secret -> narrator.say("change    secret " + secret));
            if (!changed.isEmpty()) {
                parameters.put("FrontendRevision", "to be made");
            }
        } else if (settings.value("SUBNET_IDS").isEmpty()) {
            parameters.putAll(
                    Network.find(clients.ec2(), settings.value("VPC_ID")).parameters());
        }
        show(templates.shared(parameters));
        for (Path folder : PrototypeFolders.in(settings.prototypes())) {
            try {
                show(ManifestReader.read(folder.resolve("prototype.yaml")), shared);
            } catch (ManifestException | StackException | DeployException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        return failures;
    }

    private void show(List<String> names) {
        for (String name : names) {
            narrator.say((images.isPushed(name) ? "unchanged " : "push      ") + "image " + images.reference(name));
        }
    }

    private void show(Prototype prototype, boolean shared) {
        OneTimeSchedule.of(prototype, stacks.find(Target.nameOf(prototype.name())))
                .ifPresent(schedule -> {
                    schedule.require(Instant.now());
                    schedule.over(Instant.now()).ifPresent(over -> narrator.say("unchanged " + over));
                });
        show(images.own(prototype));
        if (shared) {
            show(templates.prototype(prototype, images.parameters(prototype)));
            return;
        }
        // CloudFormation compares only what can be resolved, and this stack stands on exports of one that is to come.
        narrator.say("new       stack " + Target.nameOf(prototype.name()) + ", on what the stack " + Target.SHARED_STACK
                + " will export");
        stacks.resourceTypes(templates.prototypeText()).forEach(type -> narrator.say("  add     " + type));
    }

    private void show(StackDeclaration declaration) {
        Optional<PreparedChanges> changes = stacks.prepare(declaration);
        if (changes.isEmpty()) {
            narrator.say("unchanged stack " + declaration.name());
            return;
        }
        try {
            narrator.say((changes.get().creates() ? "new       stack " : "change    stack ") + declaration.name());
            changes.get().changes().forEach(change -> narrator.say(line(change)));
            if (changes.get().changes().isEmpty()) {
                narrator.say("  outputs, tags or parameters only");
            }
        } finally {
            stacks.discard(changes.get());
        }
    }

    private static String line(ResourceChange change) {
        String what = "  " + verb(change);
        String line = String.format("%-18s%-24s%s", what, change.logicalResourceId(), change.resourceType());
        String properties = change.details().stream()
                .map(ResourceChangeDetail::target)
                .map(target -> target.name() == null ? target.attributeAsString() : target.name())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return properties.isEmpty() ? line : line + ": " + properties;
    }

    private static String verb(ResourceChange change) {
        return switch (change.action()) {
            case ADD -> "add";
            case IMPORT -> "take over";
            case REMOVE -> "REMOVE";
            case MODIFY ->
                change.replacement() == Replacement.TRUE
                        ? "REPLACE"
                        : change.replacement() == Replacement.CONDITIONAL ? "perhaps replace" : "change";
            case DYNAMIC, UNKNOWN_TO_SDK_VERSION -> String.valueOf(change.actionAsString());
            default -> String.valueOf(change.actionAsString());
        };
    }
}
