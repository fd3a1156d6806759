package dev.vitrine.web.upload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.InvalidRowException;
import dev.vitrine.common.row.JsonCells;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.web.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in JSON, read as they arrive: {@code {"inputs":[{...}]}} with one object per row, or
 * {@code {"columns":[...],"inputs":[[...]]}} with one array per row.
 */
public final class JsonTable implements TableSource {
    private final JsonParser parser;
    private final Schema schema;
    private final UploadLimits limits;
    private final List<String> columns;
    private final boolean arrays;
    private long row;

    /** @throws TableException when it is no JSON of that shape */
    public JsonTable(InputStream in, Schema schema, UploadLimits limits) throws IOException {
        this.schema = schema;
        this.limits = limits;
        this.parser = JsonRow.parser(in, limits);
        List<String> named = head();
        this.arrays = named != null;
        this.columns = named != null ? named : RowReader.columnsOf(schema);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable List<String> next() throws IOException {
        JsonToken token = token();
        if (token == JsonToken.END_ARRAY) {
            end();
            return null;
        }
        row++;
        if (token == null) {
            throw malformed(Texts.text("table.json.cut"));
        }
        JsonNode node;
        try {
            node = JsonRow.read(parser, row, limits);
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage());
        }
        try {
            return arrays ? fromArray(node) : JsonCells.cells(schema, node);
        } catch (InvalidRowException e) {
            throw TableException.invalidRow(
                    row, e.field(), "json.row", row, Texts.translated(String.valueOf(e.getMessage())));
        }
    }

    private List<String> fromArray(JsonNode node) {
        if (!node.isArray()) {
            throw TableException.invalidRow(row, "", "json.no-array", row);
        }
        List<String> cells = new ArrayList<>(node.size());
        for (JsonNode value : node) {
            String name = cells.size() < columns.size() ? columns.get(cells.size()) : "";
            cells.add(JsonCells.cell(name, value));
        }
        return cells;
    }

    private @Nullable List<String> head() throws IOException {
        if (token() != JsonToken.START_OBJECT) {
            throw malformed(Texts.text("table.json.no-object"));
        }
        List<String> named = null;
        while (token() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = token();
            if (name.equals("inputs")) {
                if (value != JsonToken.START_ARRAY) {
                    throw malformed(Texts.text("table.json.no-inputs-array"));
                }
                return named;
            }
            if (!name.equals("columns") || value != JsonToken.START_ARRAY) {
                throw malformed(Texts.text("table.json.unknown", name));
            }
            named = names();
        }
        throw malformed(Texts.text("table.json.no-inputs"));
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        while (token() == JsonToken.VALUE_STRING && names.size() < limits.columns()) {
            names.add(text().strip());
        }
        if (parser.currentToken() != JsonToken.END_ARRAY || names.isEmpty()) {
            throw malformed(Texts.text("table.json.no-names"));
        }
        return names;
    }

    private void end() throws IOException {
        if (row == 0) {
            throw TableException.invalid("json.empty");
        }
        if (token() != JsonToken.END_OBJECT) {
            throw malformed(Texts.text("table.json.more"));
        }
    }

    private @Nullable JsonToken token() throws IOException {
        try {
            return parser.nextToken();
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage());
        }
    }

    /** A text is read only when it is asked for, and may be broken. */
    private String text() throws IOException {
        try {
            return parser.getText();
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage());
        }
    }

    private TableException malformed(String what) {
        return row == 0
                ? TableException.invalid("json.malformed", what)
                : TableException.invalid("json.malformed-row", what, row);
    }
}
