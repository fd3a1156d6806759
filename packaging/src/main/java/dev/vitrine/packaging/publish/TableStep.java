package dev.vitrine.packaging.publish;

import dev.vitrine.common.aws.VitrineTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Sees to the one table, its indexes and its expiry. */
record TableStep(DynamoDbClient dynamoDb, String table) implements Step {
    @Override
    public Done run() {
        boolean created = VitrineTable.createIfAbsent(dynamoDb, table);
        return new Done("table " + table, created ? Change.NEW : Change.UNCHANGED);
    }
}
