package dev.vitrine.web.upload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.web.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects as rows: JSON Lines, or an array of objects. The columns are the members of the first rows, in the order in
 * which they first come; what is absent in a row is a blank cell.
 */
public final class RecordsTable implements TableSource {
    private static final int LOOKED_AT = 1_000;
    private static final int MOST_KEPT_CHARACTERS = 4_000_000;

    private final JsonParser parser;
    private final UploadLimits limits;
    private final boolean inArray;
    private final Deque<ObjectNode> kept = new ArrayDeque<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private List<String> columns = List.of();
    private @Nullable TableException broken;
    private long rowsRead;
    private long rowsGiven;

    /** @throws TableException when it is no JSON of that shape */
    public RecordsTable(InputStream in, UploadLimits limits) throws IOException {
        this.limits = limits;
        this.parser = JsonRow.parser(in, limits);
        this.inArray = token() == JsonToken.START_ARRAY;
        if (inArray) {
            token();
        }
        lookAhead();
    }

    /** What is wrong after some good rows is told when these were given. */
    private void lookAhead() throws IOException {
        try {
            readAhead();
        } catch (TableException e) {
            if (kept.isEmpty()) {
                throw e;
            }
            broken = e;
        }
        if (kept.isEmpty()) {
            throw TableException.invalid("records.none");
        }
        if (places.isEmpty()) {
            throw TableException.invalid("records.no-members");
        }
        if (places.size() > limits.columns()) {
            throw TableException.tooLarge("records.members", limits.columns());
        }
        columns = Header.of(List.copyOf(places.keySet()));
    }

    private void readAhead() throws IOException {
        long characters = 0;
        ObjectNode object = kept.size() < LOOKED_AT ? object() : null;
        while (object != null) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                characters += member.getKey().length()
                        + (member.getValue().isValueNode()
                                ? member.getValue().asText().length()
                                : 64);
                places.putIfAbsent(member.getKey(), places.size());
            }
            kept.add(object);
            object = kept.size() < LOOKED_AT && characters < MOST_KEPT_CHARACTERS && places.size() <= limits.columns()
                    ? object()
                    : null;
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable List<String> next() throws IOException {
        if (kept.isEmpty() && broken != null) {
            throw broken;
        }
        ObjectNode object = kept.isEmpty() ? object() : kept.removeFirst();
        if (object == null) {
            return null;
        }
        rowsGiven++;
        String[] cells = new String[places.size()];
        java.util.Arrays.fill(cells, "");
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            Integer place = places.get(member.getKey());
            if (place == null) {
                throw TableException.invalidRow(
                        rowsGiven,
                        member.getKey(),
                        "records.new-member",
                        Texts.number(rowsGiven),
                        member.getKey(),
                        Texts.number(LOOKED_AT));
            }
            cells[place] = cell(member.getKey(), member.getValue());
        }
        return List.of(cells);
    }

    /** Numbers of an array stand side by side, as a vector does in one cell; other nested values stay JSON. */
    private String cell(String name, JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isValueNode()) {
            return value.asText();
        }
        List<String> numbers = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> numbers.add(element.isNumber() ? element.asText() : ""));
        }
        String cell = value.isArray() && !numbers.contains("") ? String.join(" ", numbers) : value.toString();
        if (cell.length() > limits.cell()) {
            throw TableException.invalidRow(rowsGiven, name, "records.long", Texts.number(rowsGiven), name);
        }
        return cell;
    }

    /** The next object, or null at the end. */
    private @Nullable ObjectNode object() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null || (inArray && token == JsonToken.END_ARRAY)) {
            if (inArray && token == null) {
                throw malformed(Texts.text("table.records.open"));
            }
            return null;
        }
        rowsRead++;
        if (token != JsonToken.START_OBJECT) {
            throw malformed(Texts.text("table.records.no-object"));
        }
        JsonNode node;
        try {
            node = JsonRow.read(parser, rowsRead, limits);
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage());
        }
        token();
        return (ObjectNode) node;
    }

    private @Nullable JsonToken token() throws IOException {
        try {
            return parser.nextToken();
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage());
        }
    }

    private TableException malformed(String what) {
        return TableException.invalidRow(
                Math.max(1, rowsRead), "", "records.malformed", Texts.number(Math.max(1, rowsRead)), what);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
