package dev.vitrine.console.palette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.console.kit.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaletteViewModelTest {
    @Test
    void letters_in_order_find_a_command_the_closest_first() {
        PaletteViewModel model = new PaletteViewModel(List.of(
                Command.of("Go to Serve", "2", () -> {}),
                Command.of("Rerun with edits", "E", () -> {}),
                Command.of("Rerun", "R", () -> {})));
        model.typedProperty().set("gts");
        assertThat(model.found()).extracting(Command::title).containsExactly("Go to Serve");
        model.typedProperty().set("rerun e");
        assertThat(model.found()).extracting(Command::title).containsExactly("Rerun with edits");
        model.typedProperty().set("zzz");
        assertThat(model.found()).isEmpty();
    }
}
