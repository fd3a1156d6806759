package dev.vitrine.localcloud.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.http.JsonService;
import dev.vitrine.localcloud.process.ChildEnvironment;
import dev.vitrine.localcloud.state.StateFile;
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
    public JsonNode call(String operation, ObjectNode input) {
        return switch (operation) {
            case "CreateSecret" -> create(input);
            case "GetSecretValue" -> get(input);
            case "PutSecretValue" -> put(input);
            case "UpdateSecret" -> update(input);
            case "DescribeSecret" -> describe(find(SecretInput.id(input)));
            case "ListSecrets" -> list(input);
            case "ListSecretVersionIds" -> versions(input);
            case "DeleteSecret" -> delete(input);
            case "RestoreSecret" -> restore(input);
            case "GetRandomPassword" -> Json.object().put("RandomPassword", RandomPassword.of(input));
            case "TagResource" -> tag(input);
            case "UntagResource" -> untag(input);
            default -> throw AwsException.unknownOperation("Secrets Manager", operation);
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
        Optional<Secret.Version> value = SecretInput.value(input, List.of(Secret.CURRENT), clock.millis());
        String versionId = SecretInput.versionId(input);
        Secret made = secrets.add(input.path("Name").asText(), secret -> {
            Secret described = secret.withDescription(
                            SecretInput.text(input, "Description"), SecretInput.text(input, "KmsKeyId"), clock.millis())
                    .withTags(Json.tags(input.path("Tags")), clock.millis());
            return value.map(it -> described.withVersion(versionId, it, clock.millis()))
                    .orElse(described);
        });
        ObjectNode answer = named(made);
        value.ifPresent(_ -> answer.put("VersionId", versionId));
        return answer;
    }

    private ObjectNode get(ObjectNode input) {
        Secret secret = secrets.require(SecretInput.id(input));
        Map.Entry<String, Secret.Version> version =
                version(secret, SecretInput.text(input, "VersionId"), SecretInput.text(input, "VersionStage"));
        ObjectNode answer = named(secret).put("VersionId", version.getKey());
        Secret.Version value = version.getValue();
        if (value.text() != null) {
            answer.put("SecretString", value.text());
        } else {
            answer.put("SecretBinary", value.binary());
        }
        answer.set("VersionStages", Json.strings(value.stages()));
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
        Secret.Version value = SecretInput.value(
                        input, stages.isEmpty() ? List.of(Secret.CURRENT) : stages, clock.millis())
                .orElseThrow(() -> SecretErrors.request("You must provide either SecretString or SecretBinary."));
        String versionId = SecretInput.versionId(input);
        Secret changed = write(SecretInput.id(input), versionId, value);
        ObjectNode answer = named(changed).put("VersionId", versionId);
        answer.set("VersionStages", Json.strings(value.stages()));
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
        Secret secret = secrets.require(SecretInput.id(input));
        secrets.change(
                secret.name(),
                it -> it.withDescription(
                        input.hasNonNull("Description")
                                ? input.path("Description").asText()
                                : it.description(),
                        input.hasNonNull("KmsKeyId") ? input.path("KmsKeyId").asText() : it.kmsKeyId(),
                        clock.millis()));
        ObjectNode answer = named(secret);
        SecretInput.value(input, List.of(Secret.CURRENT), clock.millis()).ifPresent(value -> {
            String versionId = SecretInput.versionId(input);
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
        answer.set("Tags", Json.tags(secret.tags()));
        ObjectNode stages = answer.putObject("VersionIdsToStages");
        secret.versions().forEach((versionId, version) -> stages.set(versionId, Json.strings(version.stages())));
        return answer;
    }

    private ObjectNode list(ObjectNode input) {
        List<Secret> found = secrets.all().stream()
                .filter(secret -> secret.deletedAt() == null
                        || input.path("IncludePlannedDeletion").asBoolean())
                .filter(secret -> SecretFilters.match(secret, input.path("Filters")))
                .filter(secret ->
                        secret.name().compareTo(input.path("NextToken").asText()) > 0)
                .toList();
        int limit = Math.clamp(input.path("MaxResults").asInt(PAGE), 1, PAGE);
        ObjectNode answer = Json.object();
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

    private ObjectNode versions(ObjectNode input) {
        Secret secret = find(SecretInput.id(input));
        ObjectNode answer = named(secret);
        ArrayNode versions = answer.putArray("Versions");
        secret.versions().forEach((id, version) -> {
            ObjectNode node =
                    versions.addObject().put("VersionId", id).put("CreatedDate", seconds(version.createdAt()));
            node.set("VersionStages", Json.strings(version.stages()));
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
        Secret secret = secrets.require(SecretInput.id(input));
        if (force) {
            secrets.remove(secret);
        } else {
            secrets.change(secret.name(), it -> it.withDeletion(now, after, now));
        }
        return named(secret).put("DeletionDate", seconds(after));
    }

    private ObjectNode restore(ObjectNode input) {
        Secret secret = find(SecretInput.id(input));
        return named(secrets.change(secret.name(), it -> it.withDeletion(null, null, clock.millis())));
    }

    private ObjectNode tag(ObjectNode input) {
        Map<String, String> added = Json.tags(input.path("Tags"));
        secrets.change(secrets.require(SecretInput.id(input)).name(), secret -> {
            Map<String, String> all = new HashMap<>(secret.tags());
            all.putAll(added);
            return secret.withTags(all, clock.millis());
        });
        return Json.object();
    }

    private ObjectNode untag(ObjectNode input) {
        secrets.change(secrets.require(SecretInput.id(input)).name(), secret -> {
            Map<String, String> left = new HashMap<>(secret.tags());
            input.path("TagKeys").forEach(key -> left.remove(key.asText()));
            return secret.withTags(left, clock.millis());
        });
        return Json.object();
    }

    private Secret find(String id) {
        return secrets.find(id).orElseThrow(SecretErrors::notFound);
    }

    private static ObjectNode named(Secret secret) {
        return Json.object().put("ARN", secret.arn()).put("Name", secret.name());
    }

    private static double seconds(long millis) {
        return millis / 1000.0;
    }

    @Override
    public void close() {
        state.close();
    }
}
