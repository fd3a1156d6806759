package dev.vitrine.inference;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.vitrine.common.prediction.PredictionContext;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.common.row.HeaderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows with the outputs that the model gave when it was made: {@code reference.csv} beside the model file, a column per
 * input and output. A version that answers otherwise is refused. Numbers may differ in the fourth digit, since
 * processors add up in different orders.
 */
final class ReferenceVectors {
    static final String FILE = "reference.csv";
    private static final double RELATIVE = 1e-4;
    private static final double ABSOLUTE = 1e-5;
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceVectors.class);

    private ReferenceVectors() {}

    /** @throws ModelException when the file cannot be read or the model answers otherwise */
    static void check(Inference inference, Path folder) {
        if (!(inference.prototype().predictor() instanceof PredictorSpec.EngineModel spec)) {
            return;
        }
        String name = inference.prototype().name();
        Path file = folder.resolve(spec.model()).resolve(FILE);
        if (!Files.exists(file)) {
            LOG.warn("model {} ships no {}: nothing proves that it answers as it did when it was made", name, FILE);
            return;
        }
        List<NamedCsvRecord> records;
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            records = csv.stream().toList();
        } catch (IOException | RuntimeException e) {
            throw new ModelException(
                    "Model " + name + ": " + FILE + " cannot be read: " + ModelException.reason(e)
                            + ". Train or export the model again, and publish.",
                    e);
        }
        check(inference, name, records);
    }

    private static void check(Inference inference, String name, List<NamedCsvRecord> records) {
        if (records.isEmpty()) {
            throw new ModelException("Model " + name + ": " + FILE + " holds no row.");
        }
        List<Field> outputs = inference.prototype().outputs().fields();
        for (Field output : outputs) {
            if (!records.getFirst().getHeader().contains(output.name())) {
                throw new ModelException(
                        "Model " + name + ": " + FILE + " has no column for output '" + output.name() + "'.");
            }
        }
        List<PrintedOutcome> answers;
        try {
            answers = inference
                    .forColumns(records.getFirst().getHeader())
                    .predict(
                            1,
                            records.stream().map(NamedCsvRecord::getFields).toList(),
                            PredictionContext.of("reference", 0, LocalDate.EPOCH));
        } catch (HeaderException e) {
            throw new ModelException("Model " + name + ": " + FILE + ": " + e.getMessage() + ".", e);
        }
        for (int i = 0; i < answers.size(); i++) {
            compare(name, outputs, records.get(i), answers.get(i));
        }
    }

    private static void compare(String name, List<Field> outputs, NamedCsvRecord expected, PrintedOutcome answer) {
        String where = "Model " + name + ": " + FILE + ":" + expected.getStartingLineNumber() + ": ";
        switch (answer) {
            case PrintedOutcome.Reject reject ->
                throw new ModelException(where + "the row is refused: " + reject.column() + " " + reject.reason());
            case PrintedOutcome.Outputs cells -> {
                for (int i = 0; i < outputs.size(); i++) {
                    String wanted = expected.getField(outputs.get(i).name());
                    String got = cells.cells().get(i);
                    if (!same(outputs.get(i).type(), wanted, got)) {
                        throw new ModelException(
                                where + "the model answers " + outputs.get(i).name() + " = " + got
                                        + ", but " + wanted + " was expected. The model file is not the one that this"
                                        + " reference was made with; train or export it again, and publish.");
                    }
                }
            }
        }
    }

    private static boolean same(FieldType type, String wanted, String got) {
        if (wanted.equals(got)) {
            return true;
        }
        if (!(type instanceof FieldType.Real) && !(type instanceof FieldType.Vector)) {
            return false;
        }
        String[] wantedNumbers = wanted.strip().split("[\\s;]+", -1);
        String[] gotNumbers = got.split(" ", -1);
        if (wantedNumbers.length != gotNumbers.length) {
            return false;
        }
        for (int i = 0; i < gotNumbers.length; i++) {
            if (!near(wantedNumbers[i], gotNumbers[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean near(String wanted, String got) {
        try {
            double expected = Double.parseDouble(wanted);
            return Math.abs(expected - Double.parseDouble(got)) <= ABSOLUTE + RELATIVE * Math.abs(expected);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
