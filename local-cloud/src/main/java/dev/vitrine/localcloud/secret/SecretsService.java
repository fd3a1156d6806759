package dev.vitrine.localcloud.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.JsonService;
import dev.vitrine.localcloud.process.ChildEnvironment;
import dev.vitrine.localcloud.state.StateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Secrets Manager. Values are in a file that its owner alone can read, and in no log. */
public final class SecretsService implements JsonService {
    private static final int MAX_VALUE_BYTES = 65_536;
    private static final int PAGE = 100;
    private static final long MIN_RECOVERY_DAYS = 7;
    private static final long MAX_RECOVERY_DAYS = 30;

    private final StateFile state;
    private final SecretStore secrets;
    private final Clock clock;

    /** @param folder for the secrets, this service's alone */
    public SecretsService(Path folder, Clock clock) {
        this.state = StateFile.openPrivate(folder.resolve("secrets.mv"));
        this.secrets = new SecretStore(
                state,
                "arn:aws:secretsmanager:" + ChildEnvironment.REGION + ":" + ChildEnvironment.ACCOUNT + ":secret:",
                clock);
        this.clock = clock;
    }

    @Override
    public String targetPrefix() {
        return "secretsmanager";
    }

    @Override
    public String jsonVersion() {
        return "1.1";
    }

    @Override
    public JsonNode call(String operation, ObjectNode input) {
        return switch (operation) {
            case "CreateSecret" -> create(input);
            case "GetSecretValue" -> get(input);
            case "PutSecretValue" -> put(input);
            case "UpdateSecret" -> update(input);
            case "DescribeSecret" -> describe(find(id(input)));
            case "ListSecrets" -> list(input);
            case "ListSecretVersionIds" -> versions(input);
            case "DeleteSecret" -> delete(input);
            case "RestoreSecret" -> restore(input);
            case "GetRandomPassword" -> object().put("RandomPassword", RandomPassword.of(input));
            case "TagResource" -> tag(input);
            case "UntagResource" -> untag(input);
            default ->
                throw AwsException.badRequest(
                        "UnknownOperationException",
                        "Secrets Manager of the local cloud has no operation " + operation + ".");
        };
    }

    /** The text of a secret's version. */
    String text(String id, @Nullable String versionId, @Nullable String stage) {
        String text = version(secrets.require(id), versionId, stage).getValue().text();
        if (text == null) {
            throw SecretErrors.request("The secret " + id + " holds binary data, not text.");
        }
        return text;
    }

    private ObjectNode create(ObjectNode input) {
        Optional<Secret.Version> value = value(input, List.of(Secret.CURRENT));
        String versionId = versionId(input);
        Secret made = secrets.add(input.path("Name").asText(), secret -> {
            Secret described = secret.withDescription(
                            textOrNull(input, "Description"), textOrNull(input, "KmsKeyId"), clock.millis())
                    .withTags(tags(input), clock.millis());
            return value.map(it -> described.withVersion(versionId, it, clock.millis()))
                    .orElse(described);
        });
        ObjectNode answer = named(made);
        value.ifPresent(_ -> answer.put("VersionId", versionId));
        return answer;
    }

    private ObjectNode get(ObjectNode input) {
        Secret secret = secrets.require(id(input));
        Map.Entry<String, Secret.Version> version =
                version(secret, textOrNull(input, "VersionId"), textOrNull(input, "VersionStage"));
        ObjectNode answer = named(secret).put("VersionId", version.getKey());
        Secret.Version value = version.getValue();
        if (value.text() != null) {
            answer.put("SecretString", value.text());
        } else {
            answer.put("SecretBinary", value.binary());
        }
        answer.set("VersionStages", strings(value.stages()));
        return answer.put("CreatedDate", seconds(value.createdAt()));
    }

    private static Map.Entry<String, Secret.Version> version(
            Secret secret, @Nullable String id, @Nullable String stage) {
        if (id == null) {
            String wanted = stage == null ? Secret.CURRENT : stage;
            return secret.staged(wanted).orElseThrow(() -> SecretErrors.noValue(wanted));
        }
        Secret.Version version = secret.versions().get(id);
        if (version == null || (stage != null && !version.stages().contains(stage))) {
            throw SecretErrors.noVersion(id);
        }
        return Map.entry(id, version);
    }

    private ObjectNode put(ObjectNode input) {
        List<String> stages = new ArrayList<>();
        input.path("VersionStages").forEach(stage -> stages.add(stage.asText()));
        Secret.Version value = value(input, stages.isEmpty() ? List.of(Secret.CURRENT) : stages)
                .orElseThrow(() -> SecretErrors.request("You must provide either SecretString or SecretBinary."));
        String versionId = versionId(input);
        Secret changed = write(id(input), versionId, value);
        ObjectNode answer = named(changed).put("VersionId", versionId);
        answer.set("VersionStages", strings(value.stages()));
        return answer;
    }

    /** The same token with the same value is a repetition and changes nothing. */
    private Secret write(String id, String versionId, Secret.Version value) {
        secrets.require(id);
        return secrets.change(id, secret -> {
            Secret.Version there = secret.versions().get(versionId);
            if (there == null) {
                return secret.withVersion(versionId, value, clock.millis());
            }
            if (there.holdsTheSameAs(value)) {
                return secret;
            }
            throw AwsException.badRequest(
                    "ResourceExistsException",
                    "You can't use this version ID because it already exists with another value.");
        });
    }

    private ObjectNode update(ObjectNode input) {
        Secret secret = secrets.require(id(input));
        secrets.change(
                secret.name(),
                it -> it.withDescription(
                        input.hasNonNull("Description")
                                ? input.path("Description").asText()
                                : it.description(),
                        input.hasNonNull("KmsKeyId") ? input.path("KmsKeyId").asText() : it.kmsKeyId(),
                        clock.millis()));
        ObjectNode answer = named(secret);
        value(input, List.of(Secret.CURRENT)).ifPresent(value -> {
            String versionId = versionId(input);
            write(secret.name(), versionId, value);
            answer.put("VersionId", versionId);
        });
        return answer;
    }

    private ObjectNode describe(Secret secret) {
        ObjectNode answer = named(secret)
                .put("CreatedDate", seconds(secret.createdAt()))
                .put("LastChangedDate", seconds(secret.changedAt()));
        if (secret.description() != null) {
            answer.put("Description", secret.description());
        }
        if (secret.kmsKeyId() != null) {
            answer.put("KmsKeyId", secret.kmsKeyId());
        }
        if (secret.deletedAt() != null) {
            answer.put("DeletedDate", seconds(secret.deletedAt()));
        }
        ArrayNode tags = answer.putArray("Tags");
        secret.tags().forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        ObjectNode stages = answer.putObject("VersionIdsToStages");
        secret.versions().forEach((versionId, version) -> stages.set(versionId, strings(version.stages())));
        return answer;
    }

    private ObjectNode list(ObjectNode input) {
        List<Secret> found = secrets.all().stream()
                .filter(secret -> secret.deletedAt() == null
                        || input.path("IncludePlannedDeletion").asBoolean())
                .filter(secret -> matches(secret, input.path("Filters")))
                .filter(secret ->
                        secret.name().compareTo(input.path("NextToken").asText()) > 0)
                .toList();
        int limit = Math.clamp(input.path("MaxResults").asInt(PAGE), 1, PAGE);
        ObjectNode answer = object();
        ArrayNode page = answer.putArray("SecretList");
        found.stream().limit(limit).map(this::describe).forEach(secret -> {
            secret.set("SecretVersionsToStages", secret.remove("VersionIdsToStages"));
            page.add(secret);
        });
        if (found.size() > limit) {
            answer.put("NextToken", found.get(limit - 1).name());
        }
        return answer;
    }

    /** Names and descriptions by how they begin; tags by their keys and values. */
    private static boolean matches(Secret secret, JsonNode filters) {
        for (JsonNode filter : filters) {
            List<String> texts =
                    switch (filter.path("Key").asText()) {
                        case "name" -> List.of(secret.name());
                        case "description" -> secret.description() == null ? List.of() : List.of(secret.description());
                        case "tag-key" -> List.copyOf(secret.tags().keySet());
                        case "tag-value" -> List.copyOf(secret.tags().values());
                        default ->
                            throw SecretErrors.parameter(
                                    "Secrets cannot be filtered by " + filter.path("Key") + " in the local cloud.");
                    };
            boolean any = false;
            for (JsonNode value : filter.path("Values")) {
                any |= texts.stream().anyMatch(text -> text.startsWith(value.asText()));
            }
            if (!any) {
                return false;
            }
        }
        return true;
    }

    private ObjectNode versions(ObjectNode input) {
        Secret secret = find(id(input));
        ObjectNode answer = named(secret);
        ArrayNode versions = answer.putArray("Versions");
        secret.versions().forEach((id, version) -> {
            ObjectNode node =
                    versions.addObject().put("VersionId", id).put("CreatedDate", seconds(version.createdAt()));
            node.set("VersionStages", strings(version.stages()));
        });
        return answer;
    }

    private ObjectNode delete(ObjectNode input) {
        boolean force = input.path("ForceDeleteWithoutRecovery").asBoolean();
        if (force && input.hasNonNull("RecoveryWindowInDays")) {
            throw SecretErrors.parameter(
                    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }
        long days = input.path("RecoveryWindowInDays").asLong(MAX_RECOVERY_DAYS);
        if (days < MIN_RECOVERY_DAYS || days > MAX_RECOVERY_DAYS) {
            throw SecretErrors.parameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }
        long now = clock.millis();
        long after = force ? now : now + Duration.ofDays(days).toMillis();
        Secret secret = secrets.require(id(input));
        if (force) {
            secrets.remove(secret);
        } else {
            secrets.change(secret.name(), it -> it.withDeletion(now, after, now));
        }
        return named(secret).put("DeletionDate", seconds(after));
    }

    private ObjectNode restore(ObjectNode input) {
        Secret secret = find(id(input));
        return named(secrets.change(secret.name(), it -> it.withDeletion(null, null, clock.millis())));
    }

    private ObjectNode tag(ObjectNode input) {
        Map<String, String> added = tags(input);
        secrets.change(secrets.require(id(input)).name(), secret -> {
            Map<String, String> all = new HashMap<>(secret.tags());
            all.putAll(added);
            return secret.withTags(all, clock.millis());
        });
        return object();
    }

    private ObjectNode untag(ObjectNode input) {
        secrets.change(secrets.require(id(input)).name(), secret -> {
            Map<String, String> left = new HashMap<>(secret.tags());
            input.path("TagKeys").forEach(key -> left.remove(key.asText()));
            return secret.withTags(left, clock.millis());
        });
        return object();
    }

    private Secret find(String id) {
        return secrets.find(id).orElseThrow(SecretErrors::notFound);
    }

    private static String id(ObjectNode input) {
        return Optional.ofNullable(textOrNull(input, "SecretId"))
                .orElseThrow(() -> SecretErrors.parameter("You must provide a value for the SecretId parameter."));
    }

    private static String versionId(ObjectNode input) {
        String token = textOrNull(input, "ClientRequestToken");
        return token == null ? SecretStore.newVersionId() : token;
    }

    private Optional<Secret.Version> value(ObjectNode input, List<String> stages) {
        String text = textOrNull(input, "SecretString");
        String binary = textOrNull(input, "SecretBinary");
        if (text != null && binary != null) {
            throw SecretErrors.parameter("You can't specify both a binary secret value and a string secret value.");
        }
        String value = text == null ? binary : text;
        if (value == null) {
            return Optional.empty();
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_VALUE_BYTES) {
            throw SecretErrors.parameter("The secret value is longer than 65536 bytes.");
        }
        return Optional.of(new Secret.Version(text, binary, clock.millis(), stages));
    }

    private static Map<String, String> tags(ObjectNode input) {
        Map<String, String> tags = new HashMap<>();
        input.path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }

    private static ObjectNode named(Secret secret) {
        return object().put("ARN", secret.arn()).put("Name", secret.name());
    }

    private static @Nullable String textOrNull(ObjectNode input, String member) {
        return input.hasNonNull(member) ? input.path(member).asText() : null;
    }

    private static ArrayNode strings(List<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static double seconds(long millis) {
        return millis / 1000.0;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void close() {
        state.close();
    }
}
