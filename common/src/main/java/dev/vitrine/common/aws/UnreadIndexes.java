package dev.vitrine.common.aws;

import dev.vitrine.common.store.IndexUnavailableException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Which indexes of a table could not be read of late, and since when. DynamoDB tells of them only in words. */
final class UnreadIndexes {
    private static final String BUILDING = "backfilling global secondary index";
    private static final String MISSING = "does not have the specified index";

    private final String table;
    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    UnreadIndexes(String table) {
        this.table = table;
    }

    /**
     * Reads by an index, or by the table's own key where none is given.
     *
     * @throws IndexUnavailableException when the table lacks the index or still fills it
     */
    <T> T read(String doing, Optional<String> index, Supplier<T> read) {
        try {
            T answer = read.get();
            index.ifPresent(since::remove);
            return answer;
        } catch (DynamoDbException e) {
            String reason = String.valueOf(e.getMessage());
            boolean building = reason.contains(BUILDING);
            if (index.isEmpty() || !(building || reason.contains(MISSING))) {
                throw e;
            }
            Instant first =
                    since.computeIfAbsent(index.get(), _ -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
            String what = building ? "DynamoDB still builds index '" : "there is no index '";
            throw new IndexUnavailableException(
                    "cannot " + doing + ": " + what + index.get() + "' of table '" + table + "', at least since "
                            + first + "; " + (building ? "wait some minutes" : "make deploy adds it"),
                    index.get(),
                    building,
                    first,
                    e);
        }
    }
}
