package dev.vitrine.web.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.upload.ColumnMatching.Kind;
import dev.vitrine.web.upload.ColumnMatching.Match;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ColumnMatchingTest {
    private static final FieldType NUMBER = new FieldType.Real(OptionalDouble.empty(), OptionalDouble.empty(), 6);
    private static final Schema SCHEMA = new Schema(List.of(
            new Field("weight", NUMBER),
            new Field("year_made", NUMBER),
            new Field("metal", new FieldType.Category(List.of("gold", "silver"))),
            new Field("note", new FieldType.Text(80))));

    private static List<Kind> kinds(List<Match> matches) {
        return matches.stream().map(Match::kind).toList();
    }

    @Test
    void namesThatDifferAreMatchedByLikenessAndByValues() {
        List<Match> matches = ColumnMatching.propose(
                SCHEMA,
                List.of("WEIGHT", "Year made (AD)", "what", "remark"),
                List.of(List.of("1", "1900", "Gold", "x"), List.of("2", "1901", "silver", "")),
                Map.of());
        assertThat(matches.stream().map(match -> match.column().orElse("-")).toList())
                .containsExactly("WEIGHT", "Year made (AD)", "what", "-");
        assertThat(kinds(matches)).containsExactly(Kind.SAME, Kind.ALIKE, Kind.FITTING, Kind.MISSING);
    }

    @Test
    void whatAPersonChoseStands() {
        List<Match> matches = ColumnMatching.propose(
                SCHEMA,
                List.of("weight", "mass", "year_made", "metal", "note"),
                List.of(),
                Map.of("weight", "mass", "note", ""));
        assertThat(matches.getFirst().column()).isEqualTo(Optional.of("mass"));
        assertThat(kinds(matches)).containsExactly(Kind.CHOSEN, Kind.SAME, Kind.SAME, Kind.MISSING);
    }

    @Test
    void aTableWithoutHeaderIsRecognised() {
        assertThat(ColumnMatching.looksHeadless(SCHEMA, List.of("1.5", "1900", "gold", "x")))
                .isTrue();
        assertThat(ColumnMatching.looksHeadless(SCHEMA, List.of("weight", "1900", "gold", "x")))
                .isFalse();
        assertThat(ColumnMatching.looksHeadless(SCHEMA, List.of("a", "b", "c", "d")))
                .isFalse();
    }

    @Test
    void renamedColumnsNeverMeet() {
        assertThat(MappedTable.renamed(List.of("mass", "weight", "input_weight"), Map.of("weight", "mass")))
                .containsExactly("weight", "input_weight", "input_input_weight");
        assertThatThrownBy(() -> MappedTable.renamed(List.of("mass"), Map.of("weight", "mess")))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("'mess'");
        assertThatThrownBy(() -> MappedTable.renamed(List.of("mass"), Map.of("weight", "mass", "metal", "mass")))
                .isInstanceOf(TableException.class);
    }
}
