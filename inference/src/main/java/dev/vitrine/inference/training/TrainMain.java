package dev.vitrine.inference.training;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.vitrine.common.prediction.PredictionContext;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.inference.Inference;
import dev.vitrine.inference.ModelException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Trains the models of the shipped prototypes: {@code TrainMain <folder of the prototypes>}. */
public final class TrainMain {
    static final String ENGINE = "MXNet";
    private static final int REFERENCE_ROWS = 20;

    private final Path prototypes;
    private final PrintStream out;

    private TrainMain(Path prototypes, PrintStream out) {
        this.prototypes = prototypes;
        this.out = out;
    }

    /** Exit code 0 when all models are made, 1 with a sentence when one is not. */
    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: TrainMain <folder of the prototypes>");
            System.exit(1);
        }
        try {
            TrainMain train = new TrainMain(Path.of(arguments[0]), System.out);
            train.train("banknote", banknote());
            train.train("digits", digits());
        } catch (IOException | RuntimeException e) {
            System.err.println("training failed: " + e.getMessage());
            System.exit(1);
        }
    }

    static Training banknote() {
        Inference.prepareEngines();
        return new LinearSvm();
    }

    static Training digits() {
        Inference.prepareEngines();
        return new Perceptron(8, 10, 16);
    }

    private void train(String name, Training training) throws IOException {
        Path folder = prototypes.resolve(name);
        LabelledTable table = LabelledTable.read(folder.resolve("data").resolve(name + ".csv"));
        out.printf(
                Locale.ROOT,
                "%s: %d rows, held-out accuracy %.4f (%d folds)%n",
                name,
                table.rows().size(),
                training.heldOutAccuracy(table),
                Training.FOLDS);
        Path model = folder.resolve("model");
        Path reference = model.resolve("reference.csv");
        Files.deleteIfExists(reference);
        MxnetFiles.write(training.train(table), model, name);
        writeReference(ManifestReader.read(folder.resolve("prototype.yaml")), folder, table, reference);
        out.printf("%s: wrote %s%n", name, model);
    }

    private static void writeReference(Prototype prototype, Path folder, LabelledTable table, Path file)
            throws IOException {
        List<String> columns = RowReader.columnsOf(prototype.inputs());
        List<List<String>> rows = table.shuffled(Training.SEED).rows().stream()
                .limit(REFERENCE_ROWS)
                .map(row -> cells(row.features()))
                .toList();
        List<PrintedOutcome> outcomes;
        try (Inference inference = Inference.load(prototype, folder)) {
            outcomes = inference
                    .forColumns(columns)
                    .predict(1, rows, PredictionContext.of("training", 0, LocalDate.EPOCH));
        }
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
            List<String> header = new ArrayList<>(columns);
            prototype.outputs().fields().stream().map(Field::name).forEach(header::add);
            csv.writeRecord(header);
            for (int i = 0; i < rows.size(); i++) {
                List<String> cells = new ArrayList<>(rows.get(i));
                switch (outcomes.get(i)) {
                    case PrintedOutcome.Outputs outputs -> cells.addAll(outputs.cells());
                    case PrintedOutcome.Reject reject ->
                        throw new ModelException("the new model refuses a row of its table: " + reject);
                }
                csv.writeRecord(cells);
            }
        }
    }

    private static List<String> cells(float[] features) {
        List<String> cells = new ArrayList<>(features.length);
        for (float feature : features) {
            cells.add(feature == Math.rint(feature) ? Integer.toString((int) feature) : Float.toString(feature));
        }
        return cells;
    }
}
