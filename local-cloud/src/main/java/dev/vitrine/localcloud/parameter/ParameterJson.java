package dev.vitrine.localcloud.parameter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;

/** A parameter as the service shows it. */
final class ParameterJson {
    private ParameterJson() {}

    /** What is encrypted on AWS is shown as such unless it is asked for in the clear. */
    static ObjectNode write(Parameter parameter, boolean decrypted) {
        boolean hidden = parameter.type() == Parameter.Type.SecureString && !decrypted;
        ObjectNode node = Json.object()
                .put("Name", parameter.name())
                .put("Type", parameter.type().name())
                .put("Value", hidden ? "(encrypted)" : parameter.value())
                .put("Version", parameter.version())
                .put("LastModifiedDate", parameter.modifiedAt() / 1000.0)
                .put("ARN", Parameter.ARN_PREFIX + (parameter.name().startsWith("/") ? "" : "/") + parameter.name())
                .put("DataType", parameter.dataType())
                .put("Tier", parameter.tier());
        if (parameter.description() != null) {
            node.put("Description", parameter.description());
        }
        return node;
    }
}
