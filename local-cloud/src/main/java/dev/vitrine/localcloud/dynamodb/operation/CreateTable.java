package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.inUse;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.invalidParameter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vitrine.localcloud.dynamodb.table.KeySchema;
import dev.vitrine.localcloud.dynamodb.table.SecondaryIndex;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition.StreamSettings;
import dev.vitrine.localcloud.dynamodb.table.Throughput;
import dev.vitrine.localcloud.dynamodb.value.AttributeType;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A new table, active at once. */
final class CreateTable {
    enum BillingMode {
        PROVISIONED,
        PAY_PER_REQUEST
    }

    enum TableClass {
        STANDARD,
        STANDARD_INFREQUENT_ACCESS
    }

    private enum StreamViewType {
        NEW_IMAGE,
        OLD_IMAGE,
        NEW_AND_OLD_IMAGES,
        KEYS_ONLY
    }

    private CreateTable() {}

    static JsonNode call(Database database, Request request) {
        TableDefinition table = definition(database.clock(), request);
        database.store().write(batch -> {
            if (database.catalog().find(table.name()).isPresent()) {
                throw inUse("Table already exists: " + table.name());
            }
            database.catalog().put(batch, table);
            return table;
        });
        return JsonNodeFactory.instance
                .objectNode()
                .set("TableDescription", TableDescription.write(database, table, "ACTIVE"));
    }

    private static TableDefinition definition(Clock clock, Request request) {
        String name = request.tableName();
        request.requiredStructures("AttributeDefinitions", 0, Integer.MAX_VALUE);
        Map<String, AttributeType> attributes = TableSchema.attributes(request);
        boolean onDemand = request.choice("BillingMode", BillingMode.PROVISIONED) == BillingMode.PAY_PER_REQUEST;
        if (onDemand && request.has("ProvisionedThroughput")) {
            throw invalidParameter("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode "
                    + "is PAY_PER_REQUEST");
        }
        if (!onDemand && !request.has("ProvisionedThroughput")) {
            throw invalidParameter(
                    "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        }
        Throughput throughput = onDemand
                ? Throughput.ON_DEMAND
                : TableSchema.throughput(request.requiredStructure("ProvisionedThroughput"));
        KeySchema keys = TableSchema.keys(request, attributes);
        List<SecondaryIndex> indexes = TableSchema.indexes(request, keys, attributes, onDemand);
        TableSchema.checkAllUsed(attributes, keys, indexes);
        return new TableDefinition(
                name,
                UUID.randomUUID().toString(),
                clock.millis(),
                attributes,
                keys,
                indexes,
                onDemand,
                throughput,
                request.flag("DeletionProtectionEnabled"),
                request.choice("TableClass", TableClass.class).map(Enum::name).orElse(null),
                stream(clock, request).orElse(null),
                null,
                null,
                Tags.read(request));
    }

    /** The stream that a StreamSpecification asks for. */
    static Optional<StreamSettings> stream(Clock clock, Request request) {
        Optional<Request> specification = request.structure("StreamSpecification");
        if (specification.isEmpty()) {
            return Optional.empty();
        }
        boolean enabled = specification.get().flag("StreamEnabled");
        Optional<StreamViewType> viewType = specification.get().choice("StreamViewType", StreamViewType.class);
        if (enabled && viewType.isEmpty()) {
            throw invalidParameter("StreamViewType is required when StreamEnabled is true");
        }
        if (!enabled && viewType.isPresent()) {
            throw invalidParameter("StreamViewType cannot be specified when StreamEnabled is false");
        }
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        String label = now.truncatedTo(ChronoUnit.MILLIS).toString();
        return viewType.map(type -> new StreamSettings(type.name(), label));
    }
}
