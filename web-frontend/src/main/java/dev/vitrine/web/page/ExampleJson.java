package dev.vitrine.web.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.Json;
import dev.vitrine.web.catalog.Example;

/** An example as a script fills it into the form. */
public final class ExampleJson {
    private ExampleJson() {}

    /** Field name to value. */
    public static String of(Schema inputs, Example example) {
        ObjectNode json = Json.object();
        for (int f = 0; f < inputs.size(); f++) {
            json.put(inputs.fields().get(f).name(), example.values().get(f));
        }
        return json.toString();
    }
}
