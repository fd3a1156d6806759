package dev.vitrine.web.upload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;

/** Reads one row of JSON as a tree whose size is bounded, whatever is sent. */
final class JsonRow {
    private static final int DEEPEST = 8;
    private static final int MOST_NODES = 50_000;

    private final JsonParser parser;
    private final long row;
    private final long longest;
    private int nodes;
    private long characters;

    private JsonRow(JsonParser parser, long row, UploadLimits limits) {
        this.parser = parser;
        this.row = row;
        this.longest = 64L * limits.cell();
    }

    /** A parser that refuses cells beyond the limit, and leaves the stream open: its end may be digested yet. */
    static JsonParser parser(InputStream in, UploadLimits limits) throws IOException {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxStringLength(limits.cell())
                                .maxNumberLength(400)
                                .maxNameLength(1_000)
                                .maxNestingDepth(DEEPEST)
                                .build())
                        .build())
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .createParser(in);
    }

    /**
     * The value at whose first token the parser stands.
     *
     * @param row its number, from 1, for errors
     * @throws TableException when it is larger than a row may be
     */
    static JsonNode read(JsonParser parser, long row, UploadLimits limits) throws IOException {
        return new JsonRow(parser, row, limits).value();
    }

    private JsonNode value() throws IOException {
        if (++nodes > MOST_NODES) {
            throw tooLarge();
        }
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(make.objectNode());
            case START_ARRAY -> array(make.arrayNode());
            case VALUE_STRING -> make.textNode(counted(parser.getText()));
            case VALUE_NUMBER_INT -> number(make);
            case VALUE_NUMBER_FLOAT -> number(make);
            case VALUE_TRUE -> make.booleanNode(true);
            case VALUE_FALSE -> make.booleanNode(false);
            default -> make.nullNode();
        };
    }

    /** A number as it is written, so that no digit is lost or added. */
    private JsonNode number(JsonNodeFactory make) throws IOException {
        String literal = counted(parser.getText());
        if (literal.length() < 19 && parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return make.numberNode(parser.getLongValue());
        }
        try {
            return make.numberNode(new java.math.BigDecimal(literal));
        } catch (NumberFormatException e) {
            // Its exponent is beyond all numbers; as a text it is rejected with its row.
            return make.textNode(literal);
        }
    }

    private ObjectNode object(ObjectNode object) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = counted(parser.currentName());
            parser.nextToken();
            object.set(name, value());
        }
        return object;
    }

    private ArrayNode array(ArrayNode array) throws IOException {
        JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.END_ARRAY) {
            array.add(value());
            token = parser.nextToken();
        }
        return array;
    }

    private String counted(String text) {
        characters += text.length();
        if (characters > longest) {
            throw tooLarge();
        }
        return text;
    }

    private TableException tooLarge() {
        return TableException.invalidRow(row, "", "json.large", row);
    }
}
