package dev.vitrine.localcloud.dynamodb.table;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The primary key of a table or an index. */
public record KeySchema(KeyAttribute partition, @Nullable KeyAttribute sort) {
    /** Both attributes, or the one. */
    public List<KeyAttribute> attributes() {
        return sort == null ? List.of(partition) : List.of(partition, sort);
    }

    public Stream<String> names() {
        return attributes().stream().map(KeyAttribute::name);
    }

    public boolean contains(String name) {
        return names().anyMatch(name::equals);
    }
}
