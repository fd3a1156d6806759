package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.localcloud.dynamodb.expression.Placeholders;
import dev.vitrine.localcloud.dynamodb.store.KeyBytes;
import dev.vitrine.localcloud.dynamodb.store.KeyRange;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.dynamodb.value.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/** A page of a table or an index, in the order of the partition keys' hashes; a segment is a range of hashes. */
final class Scan {
    private static final List<String> EXPRESSIONS = List.of("ProjectionExpression", "FilterExpression");
    private static final List<String> WITH_VALUES = List.of("FilterExpression");
    private static final long HASHES = 1L << 32;
    private static final int MAX_SEGMENTS = 1_000_000;

    private Scan() {}

    static JsonNode call(Database database, Request request) {
        LegacyParameters.refuse(request, "FilterExpression", "ScanFilter", "ConditionalOperator", "AttributesToGet");
        TableDefinition table = database.catalog().get(request.tableName());
        KeyRange range = range(request);
        Placeholders placeholders = request.placeholders(EXPRESSIONS, WITH_VALUES);
        ReadPlan plan = ReadPlan.of(table, request, placeholders);
        placeholders.checkAllUsed();
        Bytes start = plan.start();
        if (start != null && !range.contains(start.toArray())) {
            throw validation("The provided starting key is invalid: Invalid ExclusiveStartKey. "
                    + "Please use ExclusiveStartKey with correct Segment.");
        }
        return Page.read(database, plan, range, true, request.choice("ReturnConsumedCapacity", Capacity.Detail.NONE));
    }

    private static KeyRange range(Request request) {
        OptionalLong segments = request.number("TotalSegments", 1, MAX_SEGMENTS);
        OptionalLong segment = request.number("Segment", 0, MAX_SEGMENTS - 1L);
        if (segments.isEmpty() && segment.isEmpty()) {
            return KeyRange.startingWith(new byte[0]);
        }
        if (segments.isEmpty()) {
            throw validation("The TotalSegments parameter is required but was not present in the request when Segment "
                    + "parameter is present");
        }
        if (segment.isEmpty()) {
            throw validation("The Segment parameter is required but was not present in the request when parameter "
                    + "TotalSegments is present");
        }
        long number = segment.getAsLong();
        long total = segments.getAsLong();
        if (number >= total) {
            throw validation("The Segment parameter is zero-based and must be less than parameter TotalSegments: "
                    + "Segment: " + number + " is not less than TotalSegments: " + total);
        }
        return new KeyRange(bound(number, total), bound(number + 1, total));
    }

    private static byte[] bound(long number, long total) {
        return number == total
                ? KeyBytes.after(new byte[0])
                : ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) (HASHES * number / total))
                        .array();
    }
}
