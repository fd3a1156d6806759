package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.constraint;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.invalidParameter;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import dev.vitrine.localcloud.dynamodb.table.KeyAttribute;
import dev.vitrine.localcloud.dynamodb.table.KeySchema;
import dev.vitrine.localcloud.dynamodb.table.SecondaryIndex;
import dev.vitrine.localcloud.dynamodb.table.SecondaryIndex.ProjectionKind;
import dev.vitrine.localcloud.dynamodb.table.Throughput;
import dev.vitrine.localcloud.dynamodb.value.AttributeType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads keys, indexes and throughput of CreateTable and UpdateTable, by DynamoDB's rules. */
final class TableSchema {
    private static final int MAX_LOCAL = 5;
    private static final int MAX_GLOBAL = 20;
    private static final int MAX_INCLUDED = 100;
    private static final long MAX_UNITS = 1_000_000_000_000L;

    private enum KeyType {
        HASH,
        RANGE
    }

    private enum ScalarType {
        B,
        N,
        S
    }

    private TableSchema() {}

    static Map<String, AttributeType> attributes(Request request) {
        Map<String, AttributeType> attributes = new LinkedHashMap<>();
        for (Request definition : request.structures("AttributeDefinitions")) {
            String name = definition.requiredText("AttributeName");
            definition.requiredText("AttributeType");
            ScalarType type = definition.choice("AttributeType", ScalarType.S);
            if (attributes.put(name, AttributeType.valueOf(type.name())) != null) {
                throw invalidParameter("Duplicate AttributeName in AttributeDefinitions: " + name);
            }
        }
        return attributes;
    }

    static KeySchema keys(Request request, Map<String, AttributeType> attributes) {
        List<Request> elements = request.requiredStructures("KeySchema", 1, 2);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            Request element = elements.get(i);
            names.add(element.requiredText("AttributeName"));
            element.requiredText("KeyType");
            KeyType expected = KeyType.values()[i];
            if (element.choice("KeyType", expected) != expected) {
                throw validation("Invalid KeySchema: The " + (i == 0 ? "first" : "second")
                        + " KeySchemaElement is not a " + expected + " key type");
            }
        }
        if (names.size() == 2 && names.getFirst().equals(names.getLast())) {
            throw validation("Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
        if (!attributes.keySet().containsAll(names)) {
            throw invalidParameter("Some index key attributes are not defined in AttributeDefinitions. Keys: " + names
                    + ", AttributeDefinitions: " + attributes.keySet());
        }
        return new KeySchema(
                key(names.getFirst(), attributes), names.size() == 1 ? null : key(names.getLast(), attributes));
    }

    private static KeyAttribute key(String name, Map<String, AttributeType> attributes) {
        return new KeyAttribute(name, attributes.getOrDefault(name, AttributeType.S));
    }

    /** All indexes of a CreateTable. */
    static List<SecondaryIndex> indexes(
            Request request, KeySchema tableKeys, Map<String, AttributeType> attributes, boolean onDemand) {
        List<SecondaryIndex> indexes = new ArrayList<>();
        List<Request> local = listed(request, "LocalSecondaryIndexes");
        if (!local.isEmpty() && tableKeys.sort() == null) {
            throw invalidParameter("Table KeySchema does not have a range key, "
                    + "which is required when specifying a LocalSecondaryIndex");
        }
        for (Request index : local) {
            indexes.add(localIndex(index, tableKeys, attributes));
        }
        if (local.size() > MAX_LOCAL) {
            throw invalidParameter("Number of LocalSecondaryIndexes exceeds per-table limit of " + MAX_LOCAL);
        }
        for (Request index : listed(request, "GlobalSecondaryIndexes")) {
            indexes.add(globalIndex(index, attributes, onDemand));
        }
        check(indexes);
        return indexes;
    }

    private static List<Request> listed(Request request, String member) {
        List<Request> listed = request.structures(member);
        if (request.has(member) && listed.isEmpty()) {
            throw invalidParameter("List of " + member + " is empty");
        }
        return listed;
    }

    /** The rules for a table's indexes together. */
    static void check(List<SecondaryIndex> indexes) {
        Set<String> names = new HashSet<>();
        for (SecondaryIndex index : indexes) {
            if (!names.add(index.name())) {
                throw invalidParameter("Duplicate index name: " + index.name());
            }
        }
        if (indexes.stream().filter(SecondaryIndex::global).count() > MAX_GLOBAL) {
            throw invalidParameter("GlobalSecondaryIndex count exceeds the per-table limit of " + MAX_GLOBAL);
        }
        if (indexes.stream().mapToInt(index -> index.included().size()).sum() > MAX_INCLUDED) {
            throw invalidParameter("Number of NonKeyAttributes over all indexes exceeds the limit of " + MAX_INCLUDED);
        }
    }

    private static SecondaryIndex localIndex(
            Request request, KeySchema tableKeys, Map<String, AttributeType> attributes) {
        SecondaryIndex index = index(request, false, attributes, Throughput.ON_DEMAND);
        if (index.keys().sort() == null) {
            throw invalidParameter("Index KeySchema does not have a range key for index: " + index.name());
        }
        if (!index.keys().partition().equals(tableKeys.partition())) {
            throw invalidParameter(
                    "Index KeySchema does not have the same leading hash key as table KeySchema for index: "
                            + index.name() + ". index hash key: "
                            + index.keys().partition().name()
                            + ", table hash key: " + tableKeys.partition().name());
        }
        return index;
    }

    static SecondaryIndex globalIndex(Request request, Map<String, AttributeType> attributes, boolean onDemand) {
        String name = request.resourceName("IndexName");
        if (onDemand && request.has("ProvisionedThroughput")) {
            throw invalidParameter("ProvisionedThroughput should not be specified for index: " + name
                    + " when BillingMode is PAY_PER_REQUEST");
        }
        if (!onDemand && !request.has("ProvisionedThroughput")) {
            throw invalidParameter("ProvisionedThroughput must be specified for index: " + name);
        }
        Throughput throughput =
                onDemand ? Throughput.ON_DEMAND : throughput(request.requiredStructure("ProvisionedThroughput"));
        return index(request, true, attributes, throughput);
    }

    private static SecondaryIndex index(
            Request request, boolean global, Map<String, AttributeType> attributes, Throughput throughput) {
        String name = request.resourceName("IndexName");
        KeySchema keys = keys(request, attributes);
        Request projection = request.requiredStructure("Projection");
        if (!projection.has("ProjectionType")) {
            throw invalidParameter("Unknown ProjectionType: null");
        }
        ProjectionKind kind = projection.choice("ProjectionType", ProjectionKind.ALL);
        List<String> included = projection.texts("NonKeyAttributes");
        if (!included.isEmpty() && kind != ProjectionKind.INCLUDE) {
            throw invalidParameter("ProjectionType is " + kind + ", but NonKeyAttributes is specified");
        }
        if (included.isEmpty() && kind == ProjectionKind.INCLUDE) {
            throw invalidParameter("ProjectionType is " + kind + ", but NonKeyAttributes is not specified");
        }
        return new SecondaryIndex(name, global, keys, kind, included, throughput);
    }

    /** Each defined attribute has to be part of some key. */
    static void checkAllUsed(Map<String, AttributeType> attributes, KeySchema keys, List<SecondaryIndex> indexes) {
        Set<String> used = new LinkedHashSet<>(keys.names().toList());
        indexes.forEach(index -> index.keys().names().forEach(used::add));
        if (!used.containsAll(attributes.keySet())) {
            throw indexes.isEmpty()
                    ? invalidParameter("Number of attributes in KeySchema does not exactly match number of attributes "
                            + "defined in AttributeDefinitions")
                    : invalidParameter("Some AttributeDefinitions are not used. AttributeDefinitions: "
                            + attributes.keySet() + ", keys used: " + used);
        }
    }

    static Throughput throughput(Request request) {
        return new Throughput(units(request, "ReadCapacityUnits"), units(request, "WriteCapacityUnits"));
    }

    private static long units(Request request, String member) {
        long units = request.number(member, 1, Long.MAX_VALUE)
                .orElseThrow(() -> constraint(request.pathOf(member), null, "Member must not be null"));
        if (units > MAX_UNITS) {
            throw validation("Given value " + units + " for " + member + " is out of bounds");
        }
        return units;
    }
}
