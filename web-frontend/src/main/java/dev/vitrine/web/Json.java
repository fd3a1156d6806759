package dev.vitrine.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.web.limit.JsonBody;

/** The JSON mapper of the API. */
public final class Json {
    public static final JsonMapper MAPPER = JsonBody.mapper().build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
