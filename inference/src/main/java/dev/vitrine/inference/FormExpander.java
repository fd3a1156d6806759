package dev.vitrine.inference;

import dev.vitrine.common.prediction.FormAnswer;
import dev.vitrine.common.prediction.InvalidFormException;
import dev.vitrine.common.prediction.Predictor;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.Row;
import dev.vitrine.common.row.RowReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A batch's form, checked as a row is, and expanded by the predictor into rows of the prototype's inputs. */
final class FormExpander {
    private final Prototype prototype;
    private final Predictor predictor;

    FormExpander(Prototype prototype, Predictor predictor) {
        this.prototype = prototype;
        this.predictor = predictor;
    }

    FormAnswer expand(Map<String, String> form) {
        Schema schema = prototype
                .batch()
                .form()
                .orElseThrow(() ->
                        new ModelException("Prototype " + prototype.name() + " has no form; submit a table instead."));
        for (String name : form.keySet()) {
            if (schema.find(name).isEmpty()) {
                return new FormAnswer.Invalid(
                        name,
                        "the form has no field '" + name + "'; its fields are "
                                + String.join(
                                        ", ",
                                        schema.fields().stream()
                                                .map(Field::name)
                                                .toList()));
            }
        }
        List<String> columns = schema.fields().stream().map(Field::name).toList();
        List<String> cells =
                columns.stream().map(column -> form.getOrDefault(column, "")).toList();
        return switch (RowReader.of(schema, columns).read(1, cells)) {
            case RowReader.Result.Unread unread ->
                new FormAnswer.Invalid(
                        unread.rejected().column(), unread.rejected().reason());
            case RowReader.Result.Read read -> expand(read.row(), columns.getLast());
        };
    }

    private FormAnswer expand(Row form, String lastField) {
        List<Map<String, String>> rows;
        try (Stream<Map<String, String>> expanded = predictor.expand(form)) {
            rows = expanded.limit(FormAnswer.MAX_ROWS + 1L).toList();
        } catch (InvalidFormException e) {
            return new FormAnswer.Invalid(e.field(), String.valueOf(e.getMessage()));
        }
        if (rows.size() > FormAnswer.MAX_ROWS) {
            return new FormAnswer.Invalid(lastField, "makes more than " + FormAnswer.MAX_ROWS + " rows; ask for fewer");
        }
        if (rows.isEmpty()) {
            return new FormAnswer.Invalid(lastField, "makes no rows; ask for more");
        }
        List<String> columns = RowReader.columnsOf(prototype.inputs());
        return new FormAnswer.Rows(
                columns, rows.stream().map(row -> cells(columns, row)).toList());
    }

    private List<String> cells(List<String> columns, Map<String, String> row) {
        Map<String, String> rest = new LinkedHashMap<>(row);
        List<String> cells = new ArrayList<>(columns.size());
        for (String column : columns) {
            String cell = rest.remove(column);
            cells.add(cell == null ? "" : cell);
        }
        if (!rest.isEmpty()) {
            throw new ModelException("Model " + prototype.name() + " expands its form to columns " + rest.keySet()
                    + " that are no inputs; the inputs are " + columns + ".");
        }
        return cells;
    }
}
