package dev.vitrine.common.review;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer that is reviewed, as it was given.
 *
 * @param source id of the realtime call or of the job
 * @param row place of the row in it, from 1
 * @param version that answered
 * @param at when it was answered or submitted
 * @param inputs by column, as they came
 * @param outputs by name, as they were given
 */
public record Reviewed(
        String source,
        long row,
        String prototype,
        String version,
        Instant at,
        Map<String, String> inputs,
        Map<String, String> outputs) {
    public Reviewed {
        inputs = new LinkedHashMap<>(inputs);
        outputs = new LinkedHashMap<>(outputs);
        if (row < 1) {
            throw new IllegalArgumentException("rows are numbered from 1, not " + row);
        }
    }

    /** Id of the prediction: source, hyphen, row. */
    public String id() {
        return source + "-" + row;
    }
}
