package dev.vitrine.web.job;

import dev.vitrine.common.artifact.Digests;
import dev.vitrine.common.prediction.FormAnswer;
import dev.vitrine.common.prediction.FormCall;
import dev.vitrine.common.prediction.RealtimePredictor;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.catalog.FieldCheck;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.upload.RowsTable;
import dev.vitrine.web.upload.TableSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows that a prototype makes of a filled form. */
public final class FormTable implements JobSubmitter.DigestedTable {
    private final RealtimePredictor predictor;
    private final Served served;
    private final Map<String, String> form;

    /**
     * A checked form.
     *
     * @throws InvalidFormFieldsException when a value cannot be used
     */
    public FormTable(RealtimePredictor predictor, Served served, Map<String, String> form) {
        this.predictor = predictor;
        this.served = served;
        this.form = Map.copyOf(form);
        Schema fields = served.prototype().batch().form().orElseThrow();
        Map<String, String> problems = FieldCheck.problems(fields, form);
        if (!problems.isEmpty()) {
            throw new InvalidFormFieldsException(problems);
        }
    }

    @Override
    public TableSource table() {
        FormCall call = new FormCall(served.name(), served.version().version(), form);
        return switch (predictor.expand(call)) {
            case FormAnswer.Rows(List<String> columns, List<List<String>> rows) -> new RowsTable(columns, rows);
            case FormAnswer.Invalid(String field, String reason) ->
                throw new InvalidFormFieldsException(Map.of(field, reason));
        };
    }

    @Override
    public String digest() {
        return Digests.sha256(new TreeMap<>(form).toString().getBytes(StandardCharsets.UTF_8));
    }
}
