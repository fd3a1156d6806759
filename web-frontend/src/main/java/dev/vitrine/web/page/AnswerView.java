package dev.vitrine.web.page;

import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * A realtime answer as it is shown.
 *
 * @param headline the first output
 * @param others the outputs after it
 * @param version that answered
 * @param time that the predictor took, and in all
 * @param seed of random choices
 */
public record AnswerView(Output headline, List<Output> others, String version, String time, String id, long seed) {
    private static final int MOST_BARS = 40;

    /**
     * One output.
     *
     * @param bars one per number of a short vector, else none
     */
    public record Output(String label, String text, String unit, String help, List<Bar> bars) {}

    /**
     * One number of a vector.
     *
     * @param share of the greatest, 0 to 1
     */
    public record Bar(String label, String text, double share) {}

    /** The answer to a call of one row that was not rejected. */
    public static AnswerView of(
            PredictionRecord record, PrintedOutcome.Outputs outputs, Schema schema, long microsInAll) {
        List<Output> shown = new ArrayList<>();
        for (int f = 0; f < schema.size(); f++) {
            shown.add(output(schema, schema.fields().get(f), outputs.cells().get(f)));
        }
        return new AnswerView(
                shown.getFirst(),
                shown.subList(1, shown.size()),
                record.answer().version(),
                Format.micros(record.answer().micros()) + " in the model, " + Format.micros(microsInAll) + " in all",
                record.predictionId(0),
                record.call().seed());
    }

    private static Output output(Schema schema, Field field, String cell) {
        List<Bar> bars = field.type() instanceof FieldType.Vector ? bars(schema, cell) : List.of();
        return new Output(
                field.label(), cell, field.unit().orElse(""), field.help().orElse(""), bars);
    }

    private static List<Bar> bars(Schema schema, String cell) {
        String[] numbers = cell.isBlank() ? new String[0] : cell.split(" ", -1);
        if (numbers.length > MOST_BARS) {
            return List.of();
        }
        List<String> labels = labels(schema, numbers.length);
        double most = 0;
        for (String number : numbers) {
            most = Math.max(most, Math.abs(Double.parseDouble(number)));
        }
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            double value = Double.parseDouble(numbers[i]);
            bars.add(new Bar(labels.get(i), Format.number(value), most == 0 ? 0 : Math.max(0, value) / most));
        }
        return bars;
    }

    /** The words of a category with as many values, since such a vector speaks of them; else places from 0. */
    private static List<String> labels(Schema schema, int count) {
        for (Field field : schema.fields()) {
            if (field.type() instanceof FieldType.Category(List<String> values) && values.size() == count) {
                return values;
            }
        }
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(Integer::toString)
                .toList();
    }
}
