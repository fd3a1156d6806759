package dev.vitrine.console.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.console.kit.Inspection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetPreviewTest {
    private static final MessageType BANKNOTES = MessageTypeParser.parseMessageType("""
            message banknotes {
              required double variance;
              optional binary note (STRING);
              required int32 day (DATE);
              required int32 price (DECIMAL(9,2));
              repeated int64 marks;
              optional group place { required binary city (STRING); }
            }""");

    @TempDir
    Path folder;

    private Path write(CompressionCodecName codec, int rows) throws IOException {
        Path file = folder.resolve(codec + ".parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(BANKNOTES)
                .withCompressionCodec(codec)
                .withCodecFactory(codec == CompressionCodecName.GZIP ? new Gzip() : codecs())
                .build()) {
            SimpleGroupFactory groups = new SimpleGroupFactory(BANKNOTES);
            for (int i = 0; i < rows; i++) {
                Group row = groups.newGroup()
                        .append("variance", i / 4.0)
                        .append("day", (int) LocalDate.of(2026, 3, 1).toEpochDay() + i)
                        .append("price", new BigDecimal("19.90").unscaledValue().intValue() + i)
                        .append("marks", (long) i)
                        .append("marks", (long) -i);
                if (i % 2 == 0) {
                    row.append("note", "Grüße " + i);
                    row.addGroup("place")
                            .append("city", Binary.fromString("Köln").toStringUsingUTF8());
                }
                writer.write(row);
            }
        }
        return file;
    }

    private static CompressionCodecFactory codecs() {
        return new CodecFactory(new PlainParquetConfiguration(), 64 * 1024);
    }

    /** Packs as other programs do, since the writer has no gzip of its own. */
    private static final class Gzip implements CompressionCodecFactory, CompressionCodecFactory.BytesInputCompressor {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            return this;
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                bytes.writeAllTo(out);
            }
            return BytesInput.from(packed.toByteArray());
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.GZIP;
        }

        @Override
        public void release() {}
    }

    private static List<Inspection.Part> preview(Path file, long allowance) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return ParquetPreview.of(new RangedFile(
                bytes.length,
                (from, length) -> Arrays.copyOfRange(bytes, (int) from, (int) Math.min(bytes.length, from + length)),
                allowance));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
    void rows_are_shown_whatever_packed_them(CompressionCodecName codec) throws IOException {
        List<Inspection.Part> parts = preview(write(codec, 1_000), ParquetPreview.MOST_BYTES);

        assertThat(parts).hasSize(3);
        assertThat(parts.getFirst().toString()).contains("value=1,000", "value=6");
        Inspection.Grid grid = (Inspection.Grid) parts.get(1);
        assertThat(grid.columns()).containsExactly("variance", "note", "day", "price", "marks", "place");
        assertThat(grid.rows()).hasSize(Preview.MOST_ROWS);
        assertThat(grid.rows().get(2)).containsExactly("0.5", "Grüße 2", "2026-03-03", "19.92", "2, -2", "city: Köln");
        assertThat(grid.rows().get(1)).containsExactly("0.25", "", "2026-03-02", "19.91", "1, -1", "");
        assertThat(((Inspection.Lines) parts.get(2)).lines()).contains("required int32 day (DATE)");
    }

    @Test
    void a_table_without_rows_shows_its_columns() throws IOException {
        List<Inspection.Part> parts = preview(write(CompressionCodecName.SNAPPY, 0), ParquetPreview.MOST_BYTES);

        assertThat(((Inspection.Grid) parts.get(1)).columns()).hasSize(6);
        assertThat(((Inspection.Grid) parts.get(1)).rows()).isEmpty();
    }

    @Test
    void no_more_is_read_than_allowed() throws IOException {
        Path file = write(CompressionCodecName.UNCOMPRESSED, 100_000);
        byte[] bytes = Files.readAllBytes(file);
        AtomicLong read = new AtomicLong();
        List<Inspection.Part> parts = ParquetPreview.of(new RangedFile(
                bytes.length,
                (from, length) -> {
                    read.addAndGet(length);
                    return Arrays.copyOfRange(bytes, (int) from, (int) from + length);
                },
                200_000));

        assertThat(parts.getLast().toString()).contains("more of the file would have to be read");
        assertThat(read.get()).isLessThanOrEqualTo(200_000);
    }

    @Test
    void what_is_no_parquet_or_damaged_is_told() throws IOException {
        Path text = folder.resolve("a.parquet");
        Files.writeString(text, "variance,skewness\n".repeat(20));
        assertThat(preview(text, ParquetPreview.MOST_BYTES).getFirst().toString())
                .contains("This is no Parquet file, whatever its name says.");

        byte[] bytes = Files.readAllBytes(write(CompressionCodecName.SNAPPY, 500));
        List<Inspection.Part> damaged = IntStream.range(0, 40)
                .mapToObj(i -> {
                    byte[] copy = bytes.clone();
                    Arrays.fill(copy, copy.length / 41 * i + 4, copy.length / 41 * i + 12, (byte) 0xA7);
                    return ParquetPreview.of(new RangedFile(
                            copy.length,
                            (from, length) ->
                                    Arrays.copyOfRange(copy, (int) from, (int) Math.min(copy.length, from + length)),
                            ParquetPreview.MOST_BYTES));
                })
                .map(List::getLast)
                .toList();
        assertThat(damaged).anySatisfy(part -> assertThat(part.toString()).contains("cannot be shown"));
    }
}
