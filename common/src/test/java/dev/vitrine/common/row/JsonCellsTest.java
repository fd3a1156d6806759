package dev.vitrine.common.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class JsonCellsTest {
    private static final Field SIZE =
            new Field("size", new FieldType.Real(OptionalDouble.empty(), OptionalDouble.empty(), 6));
    private static final Field OK = new Field("ok", new FieldType.Bool());
    private static final Field PIXELS = new Field(
            "pixels",
            new FieldType.Vector(
                    3, OptionalDouble.empty(), OptionalDouble.empty(), Optional.of("p_%d"), Optional.empty(), 6));
    private static final Schema SCHEMA = new Schema(List.of(SIZE, OK, PIXELS));

    @Test
    void laysAnObjectUnderTheColumns() {
        assertThat(cells("{'size': 2.50, 'ok': true, 'pixels': [1, 2.5, 3]}"))
                .containsExactly("2.5", "true", "1", "2.5", "3");
        assertThat(cells("{'pixels': '1 2 3', 'size': '2,5'}")).containsExactly("2,5", "", "1", "2", "3");
        assertThat(cells("{'p_1': 7, 'size': null}")).containsExactly("", "", "", "7", "");
    }

    @Test
    void aNumberKeepsItsValueExactly() {
        assertThat(Double.parseDouble(cells("{'size': 0.12345678901234568}").getFirst()))
                .isEqualTo(0.12345678901234568);
    }

    @Test
    void refusesWhatIsNotDeclared() {
        assertThatThrownBy(() -> cells("{'sise': 1}"))
                .isInstanceOf(InvalidRowException.class)
                .hasMessage("there is no input 'sise'; did you mean 'size'?");
        assertThatThrownBy(() -> cells("{'size': {}}")).hasMessage("'size' must be a single value, not an object");
        assertThatThrownBy(() -> cells("{'pixels': [1, 2]}")).hasMessage("'pixels' has 2 numbers, not 3");
        assertThatThrownBy(() -> cells("[1]")).hasMessageContaining("must be a JSON object");
    }

    @Test
    void printsCellsAsJsonWithTheSameDigits() {
        assertThat(JsonCells.json(SIZE, "0.00001")).hasToString("0.00001");
        assertThat(JsonCells.json(OK, "true")).hasToString("true");
        assertThat(JsonCells.json(PIXELS, "1 2.5 3")).hasToString("[1,2.5,3]");
        assertThat(JsonCells.json(SIZE, "").isNull()).isTrue();
    }

    private static List<String> cells(String json) {
        try {
            JsonNode node = new ObjectMapper().readTree(json.replace('\'', '"'));
            return JsonCells.cells(SCHEMA, node);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
