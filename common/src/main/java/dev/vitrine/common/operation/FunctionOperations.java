package dev.vitrine.common.operation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions of this deployment. Every call may throw {@link OperationException}. */
public interface FunctionOperations {
    /** By name, those whose names begin with {@code vitrine-}. */
    List<FunctionState> functions();

    /** Their memory in MB, by name; costs less to ask than all of what is known of them. */
    Map<String, Integer> memoryMb();

    /** What is kept started of them. */
    List<KeptStarted> keptStarted();

    /** Makes the function run another image; returns once it does. */
    Receipt deploy(String function, String image);

    /** Sends an event and waits. */
    Answer invoke(String function, String json);

    /** The result is the version's number. */
    Receipt publishVersion(String function);

    /**
     * Points an alias, which is made when it is not there.
     *
     * @param second version that gets a share of the calls
     * @param share above 0 and below 1
     */
    Receipt point(String function, String alias, String version, Optional<String> second, double share);

    /** Takes all calls from the function ({@code 0}), or gives it back its share of the account's ({@code empty}). */
    Receipt reserve(String function, Optional<Integer> concurrency);

    /**
     * What a function said.
     *
     * @param error how it failed; empty when it did not
     * @param millis from asking to answer
     */
    record Answer(String requestId, String payload, Optional<String> error, long millis) {}
}
