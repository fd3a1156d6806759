package dev.vitrine.packaging.browser;

import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prediction.PredictionContext;
import dev.vitrine.common.prediction.Predictor;
import dev.vitrine.common.row.Row;
import dev.vitrine.common.row.Value;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;

/**
 * Says of a picture what it is, and how much of it is dark; repeats a note as it is. A note {@code wait <file>} keeps its row
 * until that file is there, or for two minutes.
 */
public final class InkPredictor implements Predictor {
    private static final String WAIT = "wait ";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Override
    public List<Outcome> predict(List<Row> rows, PredictionContext context) {
        return rows.stream().map(InkPredictor::outcome).toList();
    }

    private static Outcome outcome(Row row) {
        String note = row.isMissing("note") ? "" : row.text("note");
        if (note.startsWith("refuse")) {
            return new Outcome.Rejected("note", note, "is refused: " + note);
        }
        if (note.startsWith(WAIT)) {
            await(Path.of(note.substring(WAIT.length())));
        }
        byte[] bytes = row.value("picture") instanceof Value.Image(byte[] content) ? content : new byte[0];
        BufferedImage picture = read(bytes);
        long dark = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                dark += (picture.getRGB(x, y) >> 8 & 0xFF) < 128 ? 1 : 0;
            }
        }
        String kind = bytes[0] == (byte) 0x89 ? "PNG" : "JPEG";
        double share = dark / (double) (picture.getWidth() * picture.getHeight());
        return new Outcome.Predicted(List.of(
                new Value.Text(kind + " " + picture.getWidth() + " x " + picture.getHeight()),
                new Value.Category(share > 0.5 ? "dark" : "light"),
                new Value.Real(share),
                new Value.Text(note)));
    }

    private static void await(Path file) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!Files.exists(file) && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static BufferedImage read(byte[] bytes) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
