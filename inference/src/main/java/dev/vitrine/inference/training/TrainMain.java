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
            train.train("banknote", banknote(), TrainMain::notes);
            train.train("digits", digits(), TrainMain::drawings);
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

    /** What is measured of a training, for {@code metrics.csv}. */
    private interface Measures {
        List<Metric> of(Training training, LabelledTable table);
    }

    private record Metric(String name, double share, String data) {}

    private static List<Metric> notes(Training training, LabelledTable table) {
        HeldOut unseen = training.heldOut(table);
        String data = unseen(table, "notes");
        return List.of(
                new Metric("Told right", unseen.accuracy(), data),
                new Metric("Genuine notes told right", unseen.accuracyOf(0), data),
                new Metric("Forged notes told right", unseen.accuracyOf(1), data));
    }

    private static List<Metric> drawings(Training training, LabelledTable table) {
        String data = unseen(table, "pictures");
        LabelledTable sevens = new LabelledTable(table.columns(), new StrokeSevens(8, 16, 1).draw(1000));
        return List.of(
                new Metric("Read right", training.heldOut(table).accuracy(), data),
                new Metric(
                        "In black and white",
                        training.heldOut(table, heldOut -> heldOut.blackAndWhite(16))
                                .accuracy(),
                        data),
                new Metric(
                        "Sevens without a crossbar",
                        HeldOut.none().and(training.train(table), sevens).accuracy(),
                        "1,000 drawn by rule, others than it learned from"));
    }

    private static String unseen(LabelledTable table, String things) {
        return String.format(
                Locale.ROOT,
                "%,d %s, each judged by a model that had not seen it",
                table.rows().size(),
                things);
    }

    private void train(String name, Training training, Measures measures) throws IOException {
        Path folder = prototypes.resolve(name);
        LabelledTable table = LabelledTable.read(folder.resolve("data").resolve(name + ".csv"));
        Path model = folder.resolve("model");
        writeMetrics(measures.of(training, table), model.resolve("metrics.csv"));
        Path reference = model.resolve("reference.csv");
        Files.deleteIfExists(reference);
        MxnetFiles.write(training.train(table), model, name);
        writeReference(ManifestReader.read(folder.resolve("prototype.yaml")), folder, table, reference);
        out.printf("%s: wrote %s%n", name, model);
    }

    private void writeMetrics(List<Metric> metrics, Path file) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
            csv.writeRecord("metric", "value", "data");
            for (Metric metric : metrics) {
                String percent = String.format(Locale.ROOT, "%.1f %%", metric.share() * 100);
                csv.writeRecord(metric.name(), percent, metric.data());
                out.printf("%s: %s (%s)%n", metric.name(), percent, metric.data());
            }
        }
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
