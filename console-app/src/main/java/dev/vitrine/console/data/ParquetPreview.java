package dev.vitrine.console.data;

import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Inspection.Fact;
import dev.vitrine.console.kit.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveStringifier;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** The first rows of a Parquet file, and what it says of itself. */
final class ParquetPreview {
    /** So much of a file is fetched at most; columns that do not fit are left out. */
    static final long MOST_BYTES = 16_000_000;

    private static final long MOST_UNPACKED_BYTES = 64_000_000;

    private ParquetPreview() {}

    /** Never fails: what cannot be shown is said. */
    static List<Inspection.Part> of(InputFile file) {
        List<Inspection.Part> parts = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(
                file,
                ParquetReadOptions.builder(new PlainParquetConfiguration())
                        .withCodecFactory(new ParquetCodecs())
                        .build())) {
            MessageType schema = reader.getFileMetaData().getSchema();
            parts.add(facts(reader, schema));
            parts.add(rows(reader, schema));
            parts.add(new Inspection.Lines(
                    "Columns",
                    schema.getFields().stream()
                            .limit(Preview.MOST_LINES)
                            .map(ParquetPreview::column)
                            .toList()));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // Out of memory is what a page says that claims to be of two gigabytes.
            parts.add(new Inspection.Remark("Content", sentence(e), true));
        }
        return parts;
    }

    private static String sentence(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("is not a Parquet file")
                ? "This is no Parquet file, whatever its name says."
                : "The rows of this Parquet file cannot be shown: " + message + ". Save it to look at it elsewhere.";
    }

    private static Inspection.Facts facts(ParquetFileReader reader, MessageType schema) {
        return new Inspection.Facts(
                "Table",
                List.of(
                        new Fact("Rows", Texts.number(reader.getRecordCount())),
                        new Fact("Columns", Texts.number(schema.getFieldCount())),
                        new Fact(
                                "Row groups", Texts.number(reader.getRowGroups().size())),
                        new Fact(
                                "Written by",
                                String.valueOf(reader.getFileMetaData().getCreatedBy()))));
    }

    private static Inspection.Part rows(ParquetFileReader reader, MessageType schema) throws IOException {
        List<Type> shown = shown(schema, reader.getRowGroups());
        if (shown.isEmpty()) {
            return new Inspection.Remark(
                    "The first rows", "They are too large to be fetched for a preview; save the object.", false);
        }
        MessageType wanted = new MessageType(schema.getName(), shown);
        reader.setRequestedSchema(wanted);
        MessageColumnIO columns = new ColumnIOFactory().getColumnIO(wanted, schema);
        List<List<String>> rows = new ArrayList<>();
        while (rows.size() < Preview.MOST_ROWS) {
            PageReadStore pages = reader.readNextRowGroup();
            if (pages == null) {
                break;
            }
            RecordReader<Group> records = columns.getRecordReader(pages, new GroupRecordConverter(wanted));
            for (long i = 0; i < pages.getRowCount() && rows.size() < Preview.MOST_ROWS; i++) {
                rows.add(row(records.read()));
            }
        }
        String left =
                shown.size() < schema.getFieldCount() ? " of the first " + Texts.number(shown.size()) + " columns" : "";
        return new Inspection.Grid(
                "The first rows" + left, shown.stream().map(Type::getName).toList(), rows);
    }

    /** The first columns, as many as a preview has and as are small in the first row group. */
    private static List<Type> shown(MessageType schema, List<BlockMetaData> groups) {
        List<ColumnChunkMetaData> chunks =
                groups.isEmpty() ? List.of() : groups.getFirst().getColumns();
        List<Type> shown = new ArrayList<>();
        long packed = 0;
        long unpacked = 0;
        for (Type field : schema.getFields()) {
            for (ColumnChunkMetaData chunk : chunks) {
                if (chunk.getPath().toArray()[0].equals(field.getName())) {
                    packed += chunk.getTotalSize();
                    unpacked += chunk.getTotalUncompressedSize();
                }
            }
            if (shown.size() == Preview.MOST_COLUMNS || packed > MOST_BYTES / 2 || unpacked > MOST_UNPACKED_BYTES) {
                break;
            }
            shown.add(field);
        }
        return shown;
    }

    private static String column(Type type) {
        return String.valueOf(type).replaceAll("\\s+", " ");
    }

    private static List<String> row(Group group) {
        return IntStream.range(0, group.getType().getFieldCount())
                .mapToObj(field -> cell(group, field))
                .toList();
    }

    private static String cell(Group row, int field) {
        int values = row.getFieldRepetitionCount(field);
        if (values == 1 && row.getType().getType(field).isPrimitive()) {
            return text(row, field, row.getType().getType(field).asPrimitiveType());
        }
        return IntStream.range(0, values)
                .mapToObj(i -> row.getType().getType(field).isPrimitive()
                        ? row.getValueToString(field, i)
                        : String.valueOf(row.getGroup(field, i)).strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining(", "));
    }

    /** As the column's logical type says: a date as a date, a decimal with its point. */
    private static String text(Group row, int field, PrimitiveType type) {
        PrimitiveStringifier text = type.stringifier();
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> text.stringify(row.getBoolean(field, 0));
            case INT32 -> text.stringify(row.getInteger(field, 0));
            case INT64 -> text.stringify(row.getLong(field, 0));
            case FLOAT -> text.stringify(row.getFloat(field, 0));
            case DOUBLE -> text.stringify(row.getDouble(field, 0));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> text.stringify(row.getBinary(field, 0));
            case INT96 -> text.stringify(row.getInt96(field, 0));
        };
    }
}
