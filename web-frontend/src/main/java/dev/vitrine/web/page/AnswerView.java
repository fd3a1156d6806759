package dev.vitrine.web.page;

import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.prediction.GivenInputs;
import dev.vitrine.web.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A realtime answer as it is shown.
 *
 * @param headline the first output
 * @param others the outputs after it
 * @param version that answered
 * @param time that the predictor took, and in all
 * @param link address at which this answer can be seen again
 * @param review address at which it can be said to be right or wrong
 * @param seed of random choices
 * @param snippets the question for programs
 */
public record AnswerView(
        Output headline,
        List<Output> others,
        String version,
        String time,
        String link,
        String review,
        long seed,
        Snippets snippets) {
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
     * @param share of the greatest, or of 1 for declared probabilities; 0 to 1
     * @param greatest whether it is the greatest
     */
    public record Bar(String label, String text, double share, boolean greatest) {
        /** Width of the bar in percent. */
        public String width() {
            return Format.number(share * 100) + "%";
        }
    }

    /**
     * The answer to a row of a call, from 0, that was not rejected.
     *
     * @param site for programs
     * @param microsInAll from question to answer, when it was measured
     */
    public static AnswerView of(
            Prototype prototype,
            PredictionRecord record,
            int row,
            PrintedOutcome.Outputs outputs,
            String site,
            OptionalLong microsInAll) {
        Schema schema = prototype.outputs();
        List<Output> shown = new ArrayList<>();
        for (int f = 0; f < Math.min(schema.size(), outputs.cells().size()); f++) {
            shown.add(output(schema, schema.fields().get(f), outputs.cells().get(f)));
        }
        String inModel = Format.micros(record.answer().micros());
        GivenInputs given = GivenInputs.of(prototype.inputs(), record.call(), row);
        return new AnswerView(
                shown.getFirst(),
                shown.subList(1, shown.size()),
                record.answer().version(),
                microsInAll.isPresent()
                        ? Texts.text("answer.times", inModel, Format.micros(microsInAll.getAsLong()))
                        : Texts.text("answer.time", inModel),
                link(record, row),
                ReviewPage.address(prototype.name(), record.predictionId(row)),
                record.call().seed(),
                Snippets.of(site, prototype.name(), record.owner(), given.body(prototype.inputs())));
    }

    /** Where an answer can be seen again. */
    static String link(PredictionRecord record, int row) {
        return "/prototypes/" + record.call().prototype() + "/answers/" + record.predictionId(row);
    }

    private static Output output(Schema schema, Field field, String cell) {
        List<Bar> bars = field.type() instanceof FieldType.Vector vector
                ? bars(schema.probabilitiesOf(vector), cell)
                : List.of();
        return new Output(
                field.label(), cell, field.unit().orElse(""), field.help().orElse(""), bars);
    }

    /** @param values of which the numbers are the probabilities; none when they are not declared to be any */
    private static List<Bar> bars(List<String> values, String cell) {
        double[] numbers = cell.isBlank()
                ? new double[0]
                : List.of(cell.split(" ", -1)).stream()
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        if (numbers.length > MOST_BARS) {
            return List.of();
        }
        boolean probabilities = values.size() == numbers.length && numbers.length > 0;
        double most = 0;
        for (double number : numbers) {
            most = Math.max(most, Math.abs(number));
        }
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            double share = probabilities ? numbers[i] : most == 0 ? 0 : numbers[i] / most;
            bars.add(new Bar(
                    probabilities ? values.get(i) : Integer.toString(i),
                    probabilities ? Format.percent(numbers[i]) : Format.number(numbers[i]),
                    Math.clamp(share, 0, 1),
                    most > 0 && numbers[i] == most));
        }
        return bars;
    }
}
