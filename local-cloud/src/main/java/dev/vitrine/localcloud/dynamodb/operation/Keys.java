package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.invalidParameter;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import dev.vitrine.localcloud.dynamodb.expression.Path;
import dev.vitrine.localcloud.dynamodb.table.KeyAttribute;
import dev.vitrine.localcloud.dynamodb.table.KeySchema;
import dev.vitrine.localcloud.dynamodb.table.SecondaryIndex;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.dynamodb.value.AttributeType;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.dynamodb.value.Item;
import dev.vitrine.localcloud.dynamodb.value.ItemSize;
import java.util.Collection;

/** The rules for keys in requests and items. */
final class Keys {
    private static final int MAX_PARTITION_BYTES = 2048;
    private static final int MAX_SORT_BYTES = 1024;
    private static final int MAX_ITEM_BYTES = 400 * 1024;

    private Keys() {}

    /** A key given to find an item: exactly the key's attributes. */
    static void checkKey(TableDefinition table, Item key) {
        checkKey(table.keys(), key);
    }

    private static void checkKey(KeySchema keys, Item key) {
        if (key.attributes().size() != keys.attributes().size()) {
            throw validation("The provided key element does not match the schema");
        }
        for (KeyAttribute attribute : keys.attributes()) {
            AttributeValue value = key.get(attribute.name());
            if (value == null || value.type() != attribute.type()) {
                throw validation("The provided key element does not match the schema");
            }
            checkContent(keys, attribute, value);
        }
    }

    /** A whole item that is to be stored. */
    static void checkItem(TableDefinition table, Item item) {
        for (KeyAttribute attribute : table.keys().attributes()) {
            AttributeValue value = item.get(attribute.name());
            if (value == null) {
                throw invalidParameter("Missing the key " + attribute.name() + " in the item");
            }
            if (value.type() != attribute.type()) {
                throw invalidParameter("Type mismatch for key " + attribute.name() + " expected: " + attribute.type()
                        + " actual: " + value.type());
            }
            checkContent(table.keys(), attribute, value);
        }
        checkIndexes(table, item);
        if (item.size() > MAX_ITEM_BYTES) {
            throw validation("Item size has exceeded the maximum allowed size");
        }
    }

    /** An item as an update made it; its key is the old one. */
    static void checkUpdated(TableDefinition table, Item item) {
        checkIndexes(table, item);
        if (item.size() > MAX_ITEM_BYTES) {
            throw validation("Item size to update has exceeded the maximum allowed size");
        }
    }

    private static void checkIndexes(TableDefinition table, Item item) {
        for (SecondaryIndex index : table.indexes()) {
            for (KeyAttribute attribute : index.keys().attributes()) {
                AttributeValue value = item.get(attribute.name());
                if (value != null) {
                    checkIndexKey(index, attribute, value);
                }
            }
        }
    }

    private static void checkIndexKey(SecondaryIndex index, KeyAttribute attribute, AttributeValue value) {
        if (value.type() != attribute.type()) {
            throw invalidParameter("Type mismatch for Index Key " + attribute.name() + " Expected: " + attribute.type()
                    + " Actual: " + value.type() + " IndexName: " + index.name());
        }
        if (isEmpty(value)) {
            throw validation(
                    "One or more parameter values are not valid. A value specified for a secondary index key is "
                            + "not supported. The AttributeValue for a key attribute cannot contain an empty "
                            + word(value)
                            + " value. IndexName: " + index.name() + ", IndexKey: " + attribute.name());
        }
        checkSize(index.keys(), attribute, value);
    }

    private static void checkContent(KeySchema keys, KeyAttribute attribute, AttributeValue value) {
        if (isEmpty(value)) {
            throw validation("One or more parameter values are not valid. The AttributeValue for a key attribute "
                    + "cannot contain an empty " + word(value) + " value. Key: " + attribute.name());
        }
        checkSize(keys, attribute, value);
    }

    private static boolean isEmpty(AttributeValue value) {
        return value.type() != AttributeType.N && ItemSize.of(value) == 0;
    }

    private static String word(AttributeValue value) {
        return value.type() == AttributeType.S ? "string" : "binary";
    }

    private static void checkSize(KeySchema keys, KeyAttribute attribute, AttributeValue value) {
        int size = ItemSize.of(value);
        if (attribute.equals(keys.partition())) {
            if (size > MAX_PARTITION_BYTES) {
                throw invalidParameter("Size of hashkey has exceeded the maximum size limit of2048 bytes");
            }
        } else if (size > MAX_SORT_BYTES) {
            throw invalidParameter("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
        }
    }

    /** Paths into a key attribute, which is always a scalar, are refused. */
    static void checkPaths(TableDefinition table, Collection<Path> paths) {
        for (Path path : paths) {
            if (path.isNested()) {
                String message = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not "
                        + "allowed: ";
                if (table.keys().contains(path.head())) {
                    throw validation(message + "Key: " + path.head());
                }
                if (table.indexes().stream().anyMatch(index -> index.keys().contains(path.head()))) {
                    throw validation(message + "IndexKey: " + path.head());
                }
            }
        }
    }

    /** No update may touch the key. */
    static void checkNotUpdated(TableDefinition table, Collection<Path> paths) {
        for (Path path : paths) {
            if (table.keys().contains(path.head())) {
                throw invalidParameter(
                        "Cannot update attribute " + path.head() + ". This attribute is part of the key");
            }
        }
    }
}
