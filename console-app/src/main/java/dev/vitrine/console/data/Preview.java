package dev.vitrine.console.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Secrets;
import dev.vitrine.console.kit.Texts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** The beginning of an object as people look at it. */
final class Preview {
    /** So much of an object is fetched to be shown. */
    static final int MOST_BYTES = 256_000;

    /** A picture is shown whole or not at all. */
    static final int MOST_PICTURE_BYTES = 4_000_000;

    static final int MOST_ROWS = 40;
    static final int MOST_COLUMNS = 30;
    static final int MOST_LINES = 200;
    private static final int MOST_LINE = 2_000;
    private static final int MOST_CELL = 200;
    private static final int MOST_CHARACTERS = 40_000;

    /** A point takes four bytes of memory, some of them twice. */
    private static final long MOST_POINTS = 8_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Preview() {}

    static boolean isPicture(String key) {
        return key.toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g|gif|bmp)");
    }

    static boolean isParquet(String key) {
        return key.toLowerCase(Locale.ROOT).endsWith(".parquet");
    }

    /** @param whole whether these are all bytes of the object */
    static Inspection.Part of(String key, byte[] bytes, boolean whole) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (bytes.length == 0) {
            return new Inspection.Remark("Content", "The object is empty.", false);
        }
        if (isPicture(key)) {
            return picture(bytes);
        }
        if (isBinary(bytes)) {
            return new Inspection.Remark(
                    "Content", "These bytes are no text. Save the object to look at it elsewhere.", false);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (lower.endsWith(".csv") || lower.endsWith(".tsv")) {
            return table(text, lower.endsWith(".tsv") ? '\t' : ',', whole);
        }
        if (lower.endsWith(".json") && whole) {
            return json(text);
        }
        return lines("Content", text, whole);
    }

    private static Inspection.Part picture(byte[] bytes) {
        Optional<PictureSize> size = PictureSize.of(bytes);
        if (size.isEmpty()) {
            return new Inspection.Remark("Content", "This is no picture, whatever its name says.", true);
        }
        if (size.get().points() > MOST_POINTS) {
            return new Inspection.Remark(
                    "Content",
                    "The picture has " + Texts.number(size.get().width()) + " by "
                            + Texts.number(size.get().height()) + " points, too many to be shown here; save it.",
                    false);
        }
        return new Inspection.Picture("Content", ByteBuffer.wrap(bytes));
    }

    private static Inspection.Part table(String text, char separator, boolean whole) {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().fieldSeparator(separator).ofCsvRecord(text)) {
            for (CsvRecord row : reader) {
                rows.add(row.getFields().stream()
                        .limit(MOST_COLUMNS)
                        .map(cell -> shortened(cell, MOST_CELL))
                        .toList());
                if (rows.size() > MOST_ROWS) {
                    break;
                }
            }
        } catch (CsvParseException | java.io.IOException e) {
            return lines("Content (not a table: " + e.getMessage() + ")", text, whole);
        }
        if (!whole && rows.size() <= MOST_ROWS) {
            // The last row that was fetched may be a part of one.
            rows.removeLast();
        }
        if (rows.isEmpty()) {
            return new Inspection.Remark(
                    "Content", "Its first row alone is longer than what is fetched to be shown; save it.", false);
        }
        boolean header = rows.getFirst().stream().noneMatch(cell -> cell.matches("-?[0-9.]+([eE][-+]?[0-9]+)?"));
        List<String> columns = header
                ? rows.getFirst()
                : IntStream.rangeClosed(1, rows.getFirst().size())
                        .mapToObj(String::valueOf)
                        .toList();
        return new Inspection.Grid("The first rows", columns, header ? rows.subList(1, rows.size()) : rows);
    }

    private static Inspection.Part json(String text) {
        try {
            return lines(
                    "Content", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(text)), true);
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            return lines("Content (no JSON" + place + ")", text, true);
        }
    }

    private static Inspection.Part lines(String heading, String text, boolean whole) {
        List<String> shown = new ArrayList<>();
        int room = MOST_CHARACTERS;
        boolean all = whole;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (shown.size() == MOST_LINES || room <= 0) {
                all = false;
                break;
            }
            shown.add(Secrets.redact(shortened(line, Math.min(room, MOST_LINE))));
            room -= line.length();
        }
        return new Inspection.Lines(all ? heading : heading + ", the beginning", shown);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    private static boolean isBinary(byte[] bytes) {
        int strange = 0;
        int looked = Math.min(bytes.length, 4_000);
        for (int i = 0; i < looked; i++) {
            if (bytes[i] == 0) {
                return true;
            }
            if (bytes[i] > 0 && bytes[i] < 32 && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
                strange++;
            }
        }
        return strange > looked / 20;
    }
}
