package dev.vitrine.common.prototype;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One demo, as its {@code prototype.yaml} declares it: the one source of form, validation, API, template and batch
 * columns.
 *
 * @param name lower case letters, digits and hyphens, at most 40 characters; part of AWS names
 * @param title one line for people
 * @param summary one or two sentences for people
 * @param inputs at least one field
 * @param outputs at least one field; no output is named like an input
 * @param schedule table that is done again and again
 * @param examples path of a CSV of example rows in the prototype's folder
 */
public record Prototype(
        String name,
        String title,
        String summary,
        Schema inputs,
        Schema outputs,
        PredictorSpec predictor,
        RealtimeSpec realtime,
        BatchSpec batch,
        Optional<ScheduleSpec> schedule,
        Optional<String> examples) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public Prototype {
        if (!isName(name)) {
            throw new IllegalArgumentException("name '" + name
                    + "' must be lower case letters, digits and hyphens, begin with a letter, and have at most 40"
                    + " characters");
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException("title must not be blank");
        }
        inputs.fields().forEach(input -> checkProbabilities(input, inputs, false));
        for (Field output : outputs.fields()) {
            checkProbabilities(output, outputs, true);
            if (inputs.find(output.name()).isPresent()) {
                throw new IllegalArgumentException(
                        "output '" + output.name() + "' has the name of an input; rename one of them");
            }
        }
    }

    /** Whether a prototype may be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private static void checkProbabilities(Field field, Schema schema, boolean output) {
        if (!(field.type() instanceof FieldType.Vector vector)
                || vector.probabilitiesOf().isEmpty()) {
            return;
        }
        if (!output) {
            throw new IllegalArgumentException(
                    "input '" + field.name() + "' has probabilitiesOf, which belongs to an output");
        }
        if (schema.probabilitiesOf(vector).size() != vector.length()) {
            throw new IllegalArgumentException("output '" + field.name() + "' has probabilitiesOf '"
                    + vector.probabilitiesOf().get() + "', which must be an output that is a category of "
                    + vector.length() + " values, as many as its length");
        }
    }
}
