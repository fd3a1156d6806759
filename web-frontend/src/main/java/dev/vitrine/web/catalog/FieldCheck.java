package dev.vitrine.web.catalog;

import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.common.text.NearestName;
import dev.vitrine.web.text.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks the values of a form field by field, with the words that a table's rows are checked with. */
public final class FieldCheck {
    private FieldCheck() {}

    /** Field name to what is wrong with it, in the order of the fields; empty when all are good. */
    public static Map<String, String> problems(Schema fields, Map<String, String> values) {
        Map<String, String> problems = new LinkedHashMap<>();
        List<String> known = fields.fields().stream().map(Field::name).toList();
        for (String name : values.keySet()) {
            if (fields.find(name).isEmpty()) {
                problems.put(name, Texts.translated("is not known" + NearestName.hint(name, known)));
            }
        }
        for (Field field : fields.fields()) {
            RowReader reader = RowReader.of(new Schema(List.of(field)), List.of(field.name()));
            String value = values.getOrDefault(field.name(), "");
            if (reader.read(1, List.of(value)) instanceof RowReader.Result.Unread(Outcome.Rejected rejected)) {
                problems.put(field.name(), Texts.translated(rejected.reason()));
            }
        }
        return problems;
    }
}
