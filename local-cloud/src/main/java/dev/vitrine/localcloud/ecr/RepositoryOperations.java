package dev.vitrine.localcloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.process.ChildEnvironment;
import dev.vitrine.localcloud.registry.Registry;
import dev.vitrine.localcloud.registry.Repository;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** ECR's operations on repositories and their settings. */
final class RepositoryOperations {
    private static final String ARN =
            "arn:aws:ecr:" + ChildEnvironment.REGION + ":" + Registry.ACCOUNT + ":repository/";

    private final Registry registry;
    private final URI endpoint;
    private final Clock clock;

    RepositoryOperations(Registry registry, URI endpoint, Clock clock) {
        this.registry = registry;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    ObjectNode create(ObjectNode input) {
        String name = input.path("repositoryName").asText();
        if (!Repository.isName(name)) {
            throw EcrErrors.invalid("repositoryName", "must satisfy regular expression '" + Repository.NAME + "'");
        }
        Repository repository = new Repository(
                name,
                clock.millis(),
                immutable(input),
                input.path("imageScanningConfiguration").path("scanOnPush").asBoolean(),
                null,
                null,
                EcrJson.tags(input.path("tags")));
        if (!registry.add(repository)) {
            throw EcrErrors.repositoryExists(name);
        }
        return wrapped(repository);
    }

    ObjectNode describe(ObjectNode input) {
        List<Repository> found = new ArrayList<>();
        if (input.path("repositoryNames").isEmpty()) {
            found.addAll(registry.repositories());
        } else {
            input.path("repositoryNames").forEach(name -> found.add(require(name.asText())));
        }
        return EcrJson.page(
                input, "repositories", found.stream().map(this::json).toList());
    }

    ObjectNode delete(ObjectNode input) {
        Repository repository = require(input);
        if (!input.path("force").asBoolean()
                && !registry.manifests(repository.name()).isEmpty()) {
            throw EcrErrors.repositoryNotEmpty(repository.name());
        }
        registry.remove(repository.name());
        return wrapped(repository);
    }

    ObjectNode putTagMutability(ObjectNode input) {
        Repository changed = change(input, it -> it.withImmutableTags(immutable(input)));
        return answer(changed).put("imageTagMutability", mutability(changed));
    }

    ObjectNode putScanning(ObjectNode input) {
        boolean scanOnPush =
                input.path("imageScanningConfiguration").path("scanOnPush").asBoolean();
        ObjectNode node = answer(change(input, it -> it.withScanOnPush(scanOnPush)));
        node.putObject("imageScanningConfiguration").put("scanOnPush", scanOnPush);
        return node;
    }

    ObjectNode putLifecyclePolicy(ObjectNode input) {
        String text = input.path("lifecyclePolicyText").asText();
        LifecyclePolicy.parse(text);
        return answer(change(input, it -> it.withLifecyclePolicy(text))).put("lifecyclePolicyText", text);
    }

    ObjectNode getLifecyclePolicy(ObjectNode input) {
        Repository repository = require(input);
        return lifecyclePolicy(repository);
    }

    ObjectNode deleteLifecyclePolicy(ObjectNode input) {
        ObjectNode node = lifecyclePolicy(require(input));
        change(input, it -> it.withLifecyclePolicy(null));
        return node;
    }

    ObjectNode setPolicy(ObjectNode input) {
        String text = input.path("policyText").asText();
        return answer(change(input, it -> it.withPolicy(text))).put("policyText", text);
    }

    ObjectNode getPolicy(ObjectNode input) {
        return policy(require(input));
    }

    ObjectNode deletePolicy(ObjectNode input) {
        ObjectNode node = policy(require(input));
        change(input, it -> it.withPolicy(null));
        return node;
    }

    ObjectNode tag(ObjectNode input) {
        Map<String, String> added = EcrJson.tags(input.path("tags"));
        changeTags(input, tags -> tags.putAll(added));
        return Json.object();
    }

    ObjectNode untag(ObjectNode input) {
        changeTags(input, tags -> input.path("tagKeys").forEach(key -> tags.remove(key.asText())));
        return Json.object();
    }

    ObjectNode tags(ObjectNode input) {
        ObjectNode node = Json.object();
        node.set("tags", EcrJson.tags(require(nameOf(input)).tags()));
        return node;
    }

    Repository require(JsonNode input) {
        return require(input.path("repositoryName").asText());
    }

    private Repository require(String name) {
        return registry.repository(name).orElseThrow(() -> EcrErrors.repositoryNotFound(name));
    }

    private Repository change(ObjectNode input, UnaryOperator<Repository> change) {
        String name = input.path("repositoryName").asText();
        return registry.change(name, change).orElseThrow(() -> EcrErrors.repositoryNotFound(name));
    }

    private void changeTags(ObjectNode input, Consumer<Map<String, String>> change) {
        String name = nameOf(input);
        boolean found = registry.change(name, it -> {
                    Map<String, String> tags = new HashMap<>(it.tags());
                    change.accept(tags);
                    return it.withTags(tags);
                })
                .isPresent();
        if (!found) {
            throw EcrErrors.repositoryNotFound(name);
        }
    }

    private static String nameOf(ObjectNode input) {
        String arn = input.path("resourceArn").asText();
        if (!arn.startsWith(ARN)) {
            throw EcrErrors.invalid("resourceArn", "Invalid ARN");
        }
        return arn.substring(ARN.length());
    }

    private static boolean immutable(JsonNode input) {
        String value = input.path("imageTagMutability").asText("MUTABLE");
        return switch (value) {
            case "MUTABLE" -> false;
            case "IMMUTABLE" -> true;
            default ->
                throw EcrErrors.invalid(
                        "imageTagMutability", "Member must satisfy enum value set: [MUTABLE, IMMUTABLE]");
        };
    }

    private static ObjectNode answer(Repository repository) {
        return Json.object().put("registryId", Registry.ACCOUNT).put("repositoryName", repository.name());
    }

    private static ObjectNode lifecyclePolicy(Repository repository) {
        String text = repository.lifecyclePolicy();
        if (text == null) {
            throw EcrErrors.lifecyclePolicyNotFound(repository.name());
        }
        return answer(repository).put("lifecyclePolicyText", text);
    }

    private static ObjectNode policy(Repository repository) {
        String text = repository.policy();
        if (text == null) {
            throw EcrErrors.policyNotFound(repository.name());
        }
        return answer(repository).put("policyText", text);
    }

    private static String mutability(Repository repository) {
        return repository.immutableTags() ? "IMMUTABLE" : "MUTABLE";
    }

    private ObjectNode wrapped(Repository repository) {
        ObjectNode node = Json.object();
        node.set("repository", json(repository));
        return node;
    }

    private ObjectNode json(Repository repository) {
        ObjectNode node = answer(repository)
                .put("repositoryArn", ARN + repository.name())
                .put("repositoryUri", endpoint.getAuthority() + "/" + repository.name())
                .put("createdAt", EcrJson.seconds(repository.createdAt()))
                .put("imageTagMutability", mutability(repository));
        node.putObject("imageScanningConfiguration").put("scanOnPush", repository.scanOnPush());
        node.putObject("encryptionConfiguration").put("encryptionType", "AES256");
        return node;
    }
}
