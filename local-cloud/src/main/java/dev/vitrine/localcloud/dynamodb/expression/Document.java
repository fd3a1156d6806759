package dev.vitrine.localcloud.dynamodb.expression;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import dev.vitrine.localcloud.dynamodb.expression.Path.Element;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.ListValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.MapValue;
import dev.vitrine.localcloud.dynamodb.value.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item under change: each change copies only what lies on its path. */
final class Document {
    private AttributeValue root;

    Document(Item item) {
        root = new MapValue(item.attributes());
    }

    Item item() {
        return root instanceof MapValue(var values) ? new Item(values) : Item.EMPTY;
    }

    /** @throws dev.vitrine.localcloud.http.AwsException a ValidationException where the path's parent is not there */
    void put(Path path, AttributeValue value) {
        root = changed(root, path.elements(), value);
    }

    /** Does nothing where the parent is there and the child is not. */
    void remove(Path path) {
        root = changed(root, path.elements(), null);
    }

    private static AttributeValue changed(
            @Nullable AttributeValue parent, List<Element> path, @Nullable AttributeValue value) {
        List<Element> rest = path.subList(1, path.size());
        return switch (path.getFirst()) {
            case Path.Name(var name)
            when parent instanceof MapValue(var values) -> {
                Map<String, AttributeValue> copy = new LinkedHashMap<>(values);
                if (!rest.isEmpty()) {
                    copy.put(name, changed(values.get(name), rest, value));
                } else if (value != null) {
                    copy.put(name, value);
                } else {
                    copy.remove(name);
                }
                yield new MapValue(copy);
            }
            case Path.Index(var index)
            when parent instanceof ListValue(var values) -> {
                List<AttributeValue> copy = new ArrayList<>(values);
                if (!rest.isEmpty()) {
                    copy.set(index, changed(index < values.size() ? values.get(index) : null, rest, value));
                } else if (value == null) {
                    if (index < copy.size()) {
                        copy.remove(index);
                    }
                } else if (index < copy.size()) {
                    copy.set(index, value);
                } else {
                    copy.add(value);
                }
                yield new ListValue(copy);
            }
            case Element ignored ->
                throw validation("The document path provided in the update expression is invalid for update");
        };
    }
}
