package dev.vitrine.localcloud.dynamodb.expression;

import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.ListValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.MapValue;
import dev.vitrine.localcloud.dynamodb.value.Item;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A document path such as {@code address.lines[2]}; the first element is always a name. */
public record Path(List<Element> elements) {
    /** Element by element: names by their letters, indices by their number, a parent before its children. */
    static final Comparator<Path> ORDER = Path::compare;

    /** One step of a path. */
    public sealed interface Element {}

    public record Name(String name) implements Element {
        @Override
        public String toString() {
            return name;
        }
    }

    public record Index(int index) implements Element {
        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    public Path {
        elements = List.copyOf(elements);
        if (elements.isEmpty() || !(elements.getFirst() instanceof Name)) {
            throw new IllegalArgumentException("A document path begins with an attribute's name: " + elements);
        }
    }

    /** Name of the attribute in which the path begins. */
    public String head() {
        return elements.getFirst().toString();
    }

    public boolean isNested() {
        return elements.size() > 1;
    }

    /** What stands at this path. */
    public Optional<AttributeValue> find(Item item) {
        @Nullable AttributeValue value = item.get(head());
        for (Element element : elements.subList(1, elements.size())) {
            value = child(value, element);
        }
        return Optional.ofNullable(value);
    }

    private static int compare(Path left, Path right) {
        int common = Math.min(left.elements.size(), right.elements.size());
        for (int i = 0; i < common; i++) {
            int order = compare(left.elements.get(i), right.elements.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.elements.size(), right.elements.size());
    }

    private static int compare(Element left, Element right) {
        return left instanceof Index(var i) && right instanceof Index(var j)
                ? Integer.compare(i, j)
                : left.toString().compareTo(right.toString());
    }

    private static @Nullable AttributeValue child(@Nullable AttributeValue value, Element element) {
        return switch (element) {
            case Name(var name) -> value instanceof MapValue(var values) ? values.get(name) : null;
            case Index(var index) ->
                value instanceof ListValue(var values) && index < values.size() ? values.get(index) : null;
        };
    }

    /** As error messages show it: {@code [address, lines, [2]]}. */
    @Override
    public String toString() {
        return elements.toString();
    }
}
