package dev.vitrine.common.prediction;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What became of a form. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FormAnswer.Rows.class, name = "rows"),
    @JsonSubTypes.Type(value = FormAnswer.Invalid.class, name = "invalid")
})
public sealed interface FormAnswer {
    /** At most this many rows may come of one form. */
    int MAX_ROWS = 100_000;

    /** The rows of the batch: cells per column. */
    record Rows(List<String> columns, List<List<String>> rows) implements FormAnswer {}

    /** A field to mend, with a sentence for people. */
    record Invalid(String field, String reason) implements FormAnswer {}
}
