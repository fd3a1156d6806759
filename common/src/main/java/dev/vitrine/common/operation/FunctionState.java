package dev.vitrine.common.operation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function.
 *
 * @param image address with tag or digest that it was last given
 * @param resolvedImage the same by digest
 * @param state Pending, Active, Updating, Update failed, Inactive, Failed, or Unknown when it may not be seen
 * @param reason of the state, and what of the function may not be seen; blank for nothing
 * @param reserved concurrency that it has for itself and does not exceed; with 0 it refuses every call
 */
public record FunctionState(
        String name,
        String arn,
        String image,
        String resolvedImage,
        int memoryMb,
        int timeoutSeconds,
        String state,
        String reason,
        Optional<Instant> modifiedAt,
        String logGroup,
        Optional<Integer> reserved,
        List<Alias> aliases,
        List<String> versions) {
    public FunctionState {
        aliases = List.copyOf(aliases);
        versions = List.copyOf(versions);
    }

    /**
     * A name for a published version.
     *
     * @param weights share of calls, above 0 and below 1, that go to another version
     */
    public record Alias(String name, String version, Map<String, Double> weights) {
        public Alias {
            weights = Map.copyOf(weights);
        }

        /** Such as {@code live: 7 (90%), 8 (10%)}. */
        public String text() {
            if (weights.isEmpty()) {
                return name + ": " + version;
            }
            double others =
                    weights.values().stream().mapToDouble(Double::doubleValue).sum();
            StringBuilder text =
                    new StringBuilder(name + ": " + version + " (" + Math.round(100 - 100 * others) + "%)");
            weights.forEach((other, share) -> text.append(", ")
                    .append(other)
                    .append(" (")
                    .append(Math.round(100 * share))
                    .append("%)"));
            return text.toString();
        }
    }

    /** Whether it refuses every call until its concurrency is changed. */
    public boolean isStopped() {
        return reserved.filter(concurrency -> concurrency == 0).isPresent();
    }

    /** Digest of the image; blank when it is not known. */
    public String digest() {
        int at = resolvedImage.indexOf('@');
        return at < 0 ? "" : resolvedImage.substring(at + 1);
    }
}
