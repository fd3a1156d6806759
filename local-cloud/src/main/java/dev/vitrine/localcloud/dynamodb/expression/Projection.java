package dev.vitrine.localcloud.dynamodb.expression;

import dev.vitrine.localcloud.dynamodb.expression.Path.Element;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.ListValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.MapValue;
import dev.vitrine.localcloud.dynamodb.value.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts of an item that a request asks for; elements of a list close up, in the order of the list. */
public record Projection(List<Path> paths) {
    public Projection {
        paths = List.copyOf(paths);
    }

    /** Parses a {@code ProjectionExpression}. */
    public static Projection parse(String text, Placeholders placeholders) {
        return Parser.run("ProjectionExpression", text, it -> new ProjectionParser(it, placeholders), parser -> {
            List<Path> paths = new ArrayList<>();
            do {
                paths.add(parser.path());
            } while (parser.acceptSign(","));
            parser.checkDisjoint(paths);
            return new Projection(paths);
        });
    }

    private static final class ProjectionParser extends Parser {
        ProjectionParser(String text, Placeholders placeholders) {
            super(text, placeholders);
        }
    }

    /** Names of the attributes in which the paths begin. */
    public Set<String> heads() {
        return paths.stream().map(Path::head).collect(Collectors.toUnmodifiableSet());
    }

    public Item of(Item item) {
        List<List<Element>> all = paths.stream().map(Path::elements).toList();
        return pick(new MapValue(item.attributes()), all) instanceof MapValue(var values)
                ? new Item(values)
                : Item.EMPTY;
    }

    private static @Nullable AttributeValue pick(AttributeValue value, List<List<Element>> paths) {
        if (paths.stream().anyMatch(List::isEmpty)) {
            return value;
        }
        return switch (value) {
            case MapValue(var values) -> {
                Map<String, AttributeValue> kept = new LinkedHashMap<>();
                byFirst(paths, Path.Name.class).forEach((name, rest) -> {
                    AttributeValue child = values.get(name.name());
                    @Nullable AttributeValue part = child == null ? null : pick(child, rest);
                    if (part != null) {
                        kept.put(name.name(), part);
                    }
                });
                yield kept.isEmpty() ? null : new MapValue(kept);
            }
            case ListValue(var values) -> {
                Map<Path.Index, List<List<Element>>> wanted = new TreeMap<>(Comparator.comparingInt(Path.Index::index));
                wanted.putAll(byFirst(paths, Path.Index.class));
                List<AttributeValue> kept = new ArrayList<>();
                wanted.forEach((index, rest) -> {
                    @Nullable
                    AttributeValue part = index.index() < values.size() ? pick(values.get(index.index()), rest) : null;
                    if (part != null) {
                        kept.add(part);
                    }
                });
                yield kept.isEmpty() ? null : new ListValue(kept);
            }
            case AttributeValue ignored -> null;
        };
    }

    private static <T extends Element> Map<T, List<List<Element>>> byFirst(List<List<Element>> paths, Class<T> kind) {
        return paths.stream()
                .filter(path -> kind.isInstance(path.getFirst()))
                .collect(Collectors.groupingBy(
                        path -> kind.cast(path.getFirst()),
                        LinkedHashMap::new,
                        Collectors.mapping(path -> path.subList(1, path.size()), Collectors.toList())));
    }
}
