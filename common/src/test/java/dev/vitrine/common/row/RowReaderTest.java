package dev.vitrine.common.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {
    private static final Field SIZE =
            new Field("size", new FieldType.Real(OptionalDouble.of(-8), OptionalDouble.of(8), 6));
    private static final Field COUNT =
            new Field("count", new FieldType.Whole(OptionalLong.of(0), OptionalLong.empty()));
    private static final Field COLOUR = new Field("colour", new FieldType.Category(List.of("red", "green")));
    private static final Field DAY = new Field(
            "day",
            new FieldType.Date(Optional.empty(), Optional.empty()),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    private static final Field PIXELS = new Field(
            "pixels",
            new FieldType.Vector(
                    3, OptionalDouble.of(0), OptionalDouble.of(16), Optional.of("p_%02d"), Optional.empty(), 6));
    private static final Schema SCHEMA = new Schema(List.of(SIZE, COUNT, COLOUR, DAY));

    @Test
    void readsCellsUnderAnyOrderOfColumnsAndLetsOthersBe() {
        RowReader reader = RowReader.of(SCHEMA, List.of("id", " Colour ", "SIZE", "count", "day"));

        Row row = read(reader, "x", "GREEN", " 2.5e0 ", "3.0", "2026-01-31");

        assertThat(row.number("size")).isEqualTo(2.5);
        assertThat(row.integer("count")).isEqualTo(3);
        assertThat(row.text("colour")).isEqualTo("green");
        assertThat(row.date("day")).isEqualTo(LocalDate.of(2026, 1, 31));
    }

    @Test
    void leavesOutColumnsThatAreNotRequired() {
        Row row = read(RowReader.of(SCHEMA, List.of("size", "count", "colour")), "1", "1", "red");
        assertThat(row.isMissing("day")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc|1|red|size|is not a number",
                "1,5|1|red|size|is not a number; write it with a point, not a comma",
                "NaN|1|red|size|is not a number",
                "0x1p3|1|red|size|is not a number",
                "1d|1|red|size|is not a number",
                "1e999|1|red|size|is too large for a number",
                "-|1|red|size|is not a number",
                "9|1|red|size|is more than the maximum 8",
                "-8.001|1|red|size|is less than the minimum -8",
                "''|1|red|size|is blank; a value of type number is needed",
                "1|1.5|red|count|is not a whole number",
                "1|-1|red|count|is less than the minimum 0",
                "1|1|gren|colour|is not one of red, green; did you mean 'green'?",
            })
    void rejectsACellWithColumnAndReason(String size, String count, String colour, String column, String reason) {
        RowReader reader = RowReader.of(SCHEMA, List.of("size", "count", "colour"));

        RowReader.Result result = reader.read(7, List.of(size, count, colour));

        assertThat(result).isInstanceOfSatisfying(RowReader.Result.Unread.class, unread -> {
            assertThat(unread.rejected().column()).isEqualTo(column);
            assertThat(unread.rejected().reason()).isEqualTo(reason);
        });
    }

    @Test
    void rejectsARowWithTooFewOrTooManyCells() {
        RowReader reader = RowReader.of(SCHEMA, List.of("size", "count", "colour"));

        assertThat(reader.read(1, List.of("1", "2")))
                .isInstanceOfSatisfying(RowReader.Result.Unread.class, unread -> assertThat(
                                unread.rejected().reason())
                        .isEqualTo("the row has 2 cells, but the header has 3; check quotes and separators"));
        assertThat(reader.read(1, List.of("1", "2", "red", ""))).isInstanceOf(RowReader.Result.Unread.class);
    }

    @Test
    void refusesAHeaderWithoutARequiredColumn() {
        assertThatThrownBy(() -> RowReader.of(SCHEMA, List.of("siz", "count", "other")))
                .isInstanceOf(HeaderException.class)
                .hasMessage("column 'size' is missing; is it the one called 'siz'? Rename it; "
                        + "column 'colour' is missing; add it to the header");
    }

    @Test
    void refusesANeededColumnThatStandsTwice() {
        assertThatThrownBy(() -> RowReader.of(SCHEMA, List.of("size", "Size", "count", "colour")))
                .hasMessage("column 'size' stands twice in the header; remove or rename one");
    }

    @Test
    void readsAVectorFromColumnsOfItsOwnOrFromOneCell() {
        Schema schema = new Schema(List.of(PIXELS));
        assertThat(RowReader.columnsOf(schema)).containsExactly("p_00", "p_01", "p_02");

        Row spread = read(RowReader.of(schema, List.of("p_00", "p_01", "p_02")), "1", "2.5", "16");
        Row single = read(RowReader.of(schema, List.of("pixels")), "[1, 2.5; 16]");

        assertThat(((Value.Vector) spread.value("pixels")).values()).containsExactly(1f, 2.5f, 16f);
        assertThat(((Value.Vector) single.value("pixels")).values()).containsExactly(1f, 2.5f, 16f);
    }

    @Test
    void namesTheColumnOfABadNumberInAVector() {
        RowReader reader = RowReader.of(new Schema(List.of(PIXELS)), List.of("p_00", "p_01", "p_02"));
        assertThat(reader.read(1, List.of("1", "x", "2")))
                .isInstanceOfSatisfying(RowReader.Result.Unread.class, unread -> {
                    assertThat(unread.rejected().column()).isEqualTo("p_01");
                    assertThat(unread.rejected().value()).isEqualTo("x");
                });
        assertThatThrownBy(() -> RowReader.of(new Schema(List.of(PIXELS)), List.of("p_00")))
                .hasMessage("column 'p_01' (and 1 more of 'pixels') is missing; add it to the header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "1 2 3 4", "1 2 17", "a b c"})
    void rejectsAVectorThatDoesNotFit(String cell) {
        RowReader reader = RowReader.of(new Schema(List.of(PIXELS)), List.of("pixels"));
        assertThat(reader.read(1, List.of(cell))).isInstanceOf(RowReader.Result.Unread.class);
    }

    private static Row read(RowReader reader, String... cells) {
        RowReader.Result result = reader.read(1, List.of(cells));
        assertThat(result).isInstanceOf(RowReader.Result.Read.class);
        return ((RowReader.Result.Read) result).row();
    }
}
