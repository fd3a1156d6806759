package dev.vitrine.inference;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.vitrine.common.prediction.PredictionContext;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.Prototype;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** The shipped prototypes and their tables. */
final class Samples {
    static final PredictionContext CONTEXT = PredictionContext.of("test", 7, LocalDate.of(2026, 1, 31));

    private Samples() {}

    static Path folder(String prototype) {
        return Path.of("..", "prototypes", prototype);
    }

    static Inference load(String prototype, int threads) {
        return Inference.load(prototype(prototype), folder(prototype), threads);
    }

    static Prototype prototype(String prototype) {
        return ManifestReader.read(folder(prototype).resolve("prototype.yaml"));
    }

    /** Header and rows of the table that the prototype learnt from. */
    static List<List<String>> table(String prototype) {
        Path file = folder(prototype).resolve("data").resolve(prototype + ".csv");
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            return csv.stream().map(CsvRecord::getFields).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> cells(PrintedOutcome outcome) {
        return switch (outcome) {
            case PrintedOutcome.Outputs outputs -> outputs.cells();
            case PrintedOutcome.Reject reject -> throw new AssertionError("the row was refused: " + reject);
        };
    }

    /** A copy of a prototype's folder that a test may spoil. */
    static Path copy(String prototype, Path target) throws IOException {
        try (var files = Files.walk(folder(prototype).resolve("model"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(folder(prototype).relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return target;
    }
}
