package dev.vitrine.localcloud.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Provisioned concurrency: processes of versions and aliases that are started before anybody asks. */
final class Provisioned {
    private static final Logger log = LoggerFactory.getLogger(Provisioned.class);

    private final JsonTable<Wanted> table;
    private final Functions functions;
    private final Map<String, Function> kept = new HashMap<>();

    /**
     * What was asked for.
     *
     * @param qualifier version or alias
     */
    record Wanted(String function, String qualifier, int processes, String lastModified) {
        private String key() {
            return function + ":" + qualifier;
        }

        private FunctionName name() {
            return FunctionName.parse(key());
        }
    }

    Provisioned(StateFile state, Functions functions) {
        this.table = state.table("provisioned", Wanted.class);
        this.functions = functions;
    }

    ObjectNode put(FunctionName name, JsonNode input, String now) {
        int processes = input.path("ProvisionedConcurrentExecutions").asInt();
        if (processes < 1) {
            throw LambdaErrors.constraint(
                    Integer.toString(processes),
                    "provisionedConcurrentExecutions",
                    "have value greater than or equal to 1");
        }
        if (name.isLatest()) {
            throw LambdaErrors.invalid(
                    "Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
        }
        functions.resolve(name);
        Wanted wanted = new Wanted(name.name(), name.qualifier().orElseThrow(), processes, now);
        table.put(wanted.key(), wanted);
        apply();
        return json(wanted);
    }

    ObjectNode get(FunctionName name) {
        return json(table.get(name.name() + ":" + name.qualifier().orElse("")).orElseThrow(Provisioned::none));
    }

    ObjectNode list(FunctionName name) {
        ObjectNode node = Json.object();
        ArrayNode configs = node.putArray("ProvisionedConcurrencyConfigs");
        table.prefixed(name.name() + ":")
                .forEach(wanted -> configs.add(
                        json(wanted).put("FunctionArn", wanted.name().arn())));
        return node;
    }

    void delete(FunctionName name) {
        get(name);
        table.remove(name.name() + ":" + name.qualifier().orElse(""));
        apply();
    }

    /** Brings the processes to what is wanted now that versions, aliases or wishes have changed, or the cloud starts. */
    synchronized void apply() {
        Map<String, Function> targets = new HashMap<>();
        Map<String, Integer> processes = new HashMap<>();
        for (Wanted wanted : table.values()) {
            try {
                Function version = functions.resolve(wanted.name());
                targets.put(version.arn(), version);
                processes.merge(version.arn(), wanted.processes(), Integer::sum);
            } catch (AwsException e) {
                log.info("Provisioned concurrency of {} is dropped: {}", wanted.key(), e.getMessage());
                table.remove(wanted.key());
            }
        }
        List<Function> over = new ArrayList<>(kept.values());
        over.removeIf(version -> targets.containsKey(version.arn()));
        over.forEach(version -> keep(version, 0));
        targets.forEach((arn, version) -> keep(version, processes.getOrDefault(arn, 0)));
        kept.clear();
        kept.putAll(targets);
    }

    private void keep(Function version, int processes) {
        try {
            functions.keepStarted(version, processes);
        } catch (AwsException e) {
            log.debug("{} is gone: {}", version.arn(), e.getMessage());
        }
    }

    private ObjectNode json(Wanted wanted) {
        int ready = Math.min(wanted.processes(), functions.started(functions.resolve(wanted.name())));
        return JsonNodeFactory.instance
                .objectNode()
                .put("RequestedProvisionedConcurrentExecutions", wanted.processes())
                .put("AvailableProvisionedConcurrentExecutions", ready)
                .put("AllocatedProvisionedConcurrentExecutions", ready)
                .put("Status", ready == wanted.processes() ? "READY" : "IN_PROGRESS")
                .put("LastModified", wanted.lastModified());
    }

    private static AwsException none() {
        return new AwsException(
                404,
                "ProvisionedConcurrencyConfigNotFoundException",
                "No Provisioned Concurrency Config found for this function");
    }
}
