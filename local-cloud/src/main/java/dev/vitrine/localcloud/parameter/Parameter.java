package dev.vitrine.localcloud.parameter;

import dev.vitrine.localcloud.process.ChildEnvironment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parameter as it is stored.
 *
 * @param name with slashes as in a path
 * @param version 1 when it was made, one more with each change
 * @param modifiedAt milliseconds since 1970
 */
record Parameter(
        String name,
        Type type,
        String value,
        @Nullable String description,
        String dataType,
        String tier,
        long version,
        long modifiedAt,
        Map<String, String> tags) {
    static final String ARN_PREFIX =
            "arn:aws:ssm:" + ChildEnvironment.REGION + ":" + ChildEnvironment.ACCOUNT + ":parameter";

    enum Type {
        String,
        StringList,
        SecureString
    }

    Parameter {
        tags = Map.copyOf(tags);
    }

    Parameter withTags(Map<String, String> changed) {
        return new Parameter(name, type, value, description, dataType, tier, version, modifiedAt, changed);
    }

    /** What is printed never shows the value. */
    @Override
    public String toString() {
        return "Parameter[" + name + ", version " + version + "]";
    }
}
