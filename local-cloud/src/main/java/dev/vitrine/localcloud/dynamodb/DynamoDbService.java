package dev.vitrine.localcloud.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.operation.Database;
import dev.vitrine.localcloud.dynamodb.operation.Operations;
import dev.vitrine.localcloud.dynamodb.operation.Request;
import dev.vitrine.localcloud.dynamodb.store.OrderedStore;
import dev.vitrine.localcloud.dynamodb.table.TableCatalog;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.JsonService;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DynamoDB: tables that survive restarts, in one folder. */
public final class DynamoDbService implements JsonService {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbService.class);

    private final OrderedStore store;
    private final Operations operations;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("dynamodb-background").factory());

    /**
     * Opens the folder, whatever state the last process left it in.
     *
     * @param folder created where it is missing; holds the tables and nothing else
     * @param clock says when items expire
     */
    public DynamoDbService(Path folder, Clock clock) {
        store = new OrderedStore(folder);
        operations = new Operations(new Database(store, new TableCatalog(store), clock));
        repeat("maintenance", operations::maintain, 1);
        repeat("purge", operations::purge, 60);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A failed run is logged, and the next one runs all the same.
    private void repeat(String name, Runnable work, long seconds) {
        background.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.error("DynamoDB's {} failed", name, e);
                    }
                },
                seconds,
                seconds,
                TimeUnit.SECONDS);
    }

    @Override
    public String targetPrefix() {
        return "DynamoDB_20120810";
    }

    @Override
    public String jsonVersion() {
        return "1.0";
    }

    @Override
    public JsonNode call(String operation, ObjectNode input) {
        return operations
                .find(operation)
                .orElseThrow(() -> AwsException.badRequest("UnknownOperationException", ""))
                .call(new Request(input));
    }

    @Override
    public void close() {
        background.close();
        store.close();
    }
}
