package dev.vitrine.web.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.HeaderException;
import dev.vitrine.common.row.InvalidRowException;
import dev.vitrine.common.row.JsonCells;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.web.Json;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    private static final FieldType REAL = new FieldType.Real(OptionalDouble.of(-1), OptionalDouble.of(1), 6);
    private static final FieldType WHOLE = new FieldType.Whole(OptionalLong.of(0), OptionalLong.of(9));
    private static final FieldType WORD = new FieldType.Category(List.of("genuine", "forged"));
    private static final FieldType DATE =
            new FieldType.Date(Optional.of(LocalDate.parse("2026-01-01")), Optional.of(LocalDate.parse("2026-12-31")));
    private static final FieldType VECTOR = new FieldType.Vector(
            3, OptionalDouble.empty(), OptionalDouble.empty(), Optional.of("p%d"), Optional.empty(), 6);
    private static final FieldType IMAGE = new FieldType.Image(16);
    /** What predictors say; they are not at hand here. */
    private static final Set<String> OF_PREDICTORS = Set.of("reject.huge-model", "reject.unknown");

    @Test
    void whatever_the_reader_of_rows_says_can_be_told_in_another_language() throws JsonProcessingException {
        Set<String> told = new HashSet<>();
        for (String sentence : sentences()) {
            assertThat(Phrases.ENGLISH.key(sentence)).as(sentence).isPresent();
            told.add(Phrases.ENGLISH.key(sentence).orElseThrow());
        }
        assertThat(Texts.all().keySet())
                .filteredOn(key -> key.startsWith("reject.") && !OF_PREDICTORS.contains(key))
                .containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void a_sentence_that_was_kept_is_told_with_its_values() {
        Map<String, String> german = new HashMap<>(Texts.all());
        german.put("reject.length", "hat statt {1} Zahlen {0}");
        german.put("reject.one-of", "ist keines von {0}");
        german.put("reject-hint", "; ist „{0}“ gemeint?");
        assertThat(Phrases.ENGLISH.translated("has 4 numbers, not 3", german)).isEqualTo("hat statt 3 Zahlen 4");
        assertThat(Phrases.ENGLISH.translated("is not one of genuine, forged; did you mean 'forged'?", german))
                .isEqualTo("ist keines von genuine, forged; ist „forged“ gemeint?");
        assertThat(Phrases.ENGLISH.translated("the tank is empty", german)).isEqualTo("the tank is empty");
    }

    private static List<String> sentences() throws JsonProcessingException {
        List<String> said = new ArrayList<>();
        for (String cell : List.of("", "x", "1,5", "1e999", "-2", "2")) {
            said.add(cell(REAL, cell));
        }
        for (String cell : List.of("1.5", "-2", "20")) {
            said.add(cell(WHOLE, cell));
        }
        said.add(cell(WORD, "forget"));
        said.add(cell(
                new FieldType.Category(
                        IntStream.range(0, 20).mapToObj(i -> "word" + i).toList()),
                "x"));
        said.add(cell(new FieldType.Text(3), "four"));
        said.add(cell(new FieldType.Bool(), "maybe"));
        for (String cell : List.of("31.1.2026", "2025-01-01", "2027-01-01")) {
            said.add(cell(DATE, cell));
        }
        for (String cell : List.of("*", "AAAA", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAAAAAQ==")) {
            said.add(cell(IMAGE, cell));
        }
        said.add(cell(VECTOR, "1 2"));
        said.add(cell(VECTOR, "1 2 1e300"));
        said.add(row(VECTOR, List.of("p0", "p1", "p2"), List.of("1", "", "2")));
        said.add(row(REAL, List.of("field"), List.of("1", "2")));
        said.add(row(REAL, List.of("field"), List.of()));
        said.add(row(REAL, List.of("field", "other"), List.of("1")));
        said.addAll(header(REAL, List.of("field", "field")));
        said.addAll(header(REAL, List.of("another")));
        said.addAll(header(REAL, List.of("fiel")));
        said.addAll(header(VECTOR, List.of("another")));
        for (String json : List.of("[]", "{\"fiel\":1}", "{\"field\":{}}")) {
            said.add(json(REAL, json));
        }
        said.add(json(VECTOR, "{\"field\":[1,2]}"));
        said.add(json(VECTOR, "{\"field\":[1,2,true]}"));
        return said;
    }

    private static String cell(FieldType type, String cell) {
        return row(type, List.of("field"), List.of(cell));
    }

    private static String row(FieldType type, List<String> columns, List<String> cells) {
        return switch (RowReader.of(schema(type), columns).read(1, cells)) {
            case RowReader.Result.Unread(Outcome.Rejected rejected) -> rejected.reason();
            case RowReader.Result.Read read -> throw new AssertionError(cells + " was read: " + read);
        };
    }

    private static List<String> header(FieldType type, List<String> columns) {
        return assertThatExceptionOfType(HeaderException.class)
                .isThrownBy(() -> RowReader.of(schema(type), columns))
                .actual()
                .problems();
    }

    private static String json(FieldType type, String json) throws JsonProcessingException {
        JsonNode row = Json.MAPPER.readTree(json);
        return String.valueOf(assertThatExceptionOfType(InvalidRowException.class)
                .isThrownBy(() -> JsonCells.cells(schema(type), row))
                .actual()
                .getMessage());
    }

    private static Schema schema(FieldType type) {
        return new Schema(List.of(new Field("field", type)));
    }
}
