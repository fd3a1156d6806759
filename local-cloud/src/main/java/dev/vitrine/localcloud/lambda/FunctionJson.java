package dev.vitrine.localcloud.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.process.ImageStore;
import java.util.List;
import java.util.Map;

/** Functions in the shapes of Lambda's answers. */
final class FunctionJson {
    private FunctionJson() {}

    /** A {@code FunctionConfiguration}. A function is always active: its processes start when they are asked for. */
    static ObjectNode configuration(Function function) {
        Settings settings = function.settings();
        ObjectNode node = Json.object();
        node.put("FunctionName", function.name())
                .put("FunctionArn", function.arn())
                .put("Role", settings.role())
                .put("CodeSize", 0)
                .put("Description", settings.description())
                .put("Timeout", settings.timeoutSeconds())
                .put("MemorySize", settings.memoryMegabytes())
                .put("LastModified", function.lastModified())
                .put("CodeSha256", function.codeSha256())
                .put("Version", function.version())
                .put("RevisionId", function.revisionId())
                .put("State", "Active")
                .put("LastUpdateStatus", "Successful")
                .put("PackageType", "Image");
        node.putObject("TracingConfig").put("Mode", "PassThrough");
        node.putObject("EphemeralStorage").put("Size", 512);
        node.putObject("SnapStart").put("ApplyOn", "None").put("OptimizationStatus", "Off");
        node.putObject("LoggingConfig").put("LogFormat", "Text").put("LogGroup", settings.logGroup());
        node.set("Architectures", Json.strings(function.architectures()));
        if (!settings.environment().isEmpty()) {
            node.putObject("Environment").set("Variables", map(settings.environment()));
        }
        image(settings, node);
        return node;
    }

    /** What a listing tells: the state is told of a single function alone. */
    static ObjectNode listed(Function function) {
        return configuration(function).without(List.of("State", "LastUpdateStatus"));
    }

    /** The answer of GetFunction. */
    static ObjectNode function(Function function) {
        ObjectNode node = Json.object();
        node.set("Configuration", configuration(function));
        node.putObject("Code")
                .put("RepositoryType", "ECR")
                .put("ImageUri", function.imageUri())
                .put("ResolvedImageUri", ImageStore.pinned(function.imageUri(), "sha256:" + function.codeSha256()));
        if (!function.tags().isEmpty()) {
            node.set("Tags", map(function.tags()));
        }
        if (function.reservedConcurrency() != null) {
            node.putObject("Concurrency").put("ReservedConcurrentExecutions", function.reservedConcurrency());
        }
        return node;
    }

    static ObjectNode map(Map<String, String> map) {
        ObjectNode node = Json.object();
        map.forEach(node::put);
        return node;
    }

    private static void image(Settings settings, ObjectNode node) {
        if (settings.entryPoint() == null && settings.command() == null && settings.workingDirectory() == null) {
            return;
        }
        ObjectNode config = node.putObject("ImageConfigResponse").putObject("ImageConfig");
        if (settings.entryPoint() != null) {
            config.set("EntryPoint", Json.strings(settings.entryPoint()));
        }
        if (settings.command() != null) {
            config.set("Command", Json.strings(settings.command()));
        }
        if (settings.workingDirectory() != null) {
            config.put("WorkingDirectory", settings.workingDirectory());
        }
    }
}
