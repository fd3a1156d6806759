package dev.vitrine.console.palette;

import dev.vitrine.console.kit.Command;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Commands whose letters come in the order that was typed, the closest first. */
public final class PaletteViewModel {
    private final List<Command> all;
    private final StringProperty typed = new SimpleStringProperty("");
    private final ObservableList<Command> found = FXCollections.observableArrayList();

    public PaletteViewModel(List<Command> all) {
        this.all = List.copyOf(all);
        found.setAll(all);
        typed.addListener((property, before, now) -> find(now));
    }

    public StringProperty typedProperty() {
        return typed;
    }

    public ObservableList<Command> found() {
        return found;
    }

    private void find(String text) {
        String letters = text.toLowerCase(Locale.ROOT).replace(" ", "");
        found.setAll(all.stream()
                .filter(command -> distance(command.title(), letters).isPresent())
                .sorted(Comparator.comparingInt(
                        command -> distance(command.title(), letters).orElse(Integer.MAX_VALUE)))
                .toList());
    }

    /** How far the letters are spread in the title; empty when they are not all there in order. */
    static OptionalInt distance(String title, String letters) {
        String lower = title.toLowerCase(Locale.ROOT);
        int at = -1;
        int spread = 0;
        for (int i = 0; i < letters.length(); i++) {
            int next = lower.indexOf(letters.charAt(i), at + 1);
            if (next < 0) {
                return OptionalInt.empty();
            }
            boolean beginsWord = next == 0 || !Character.isLetterOrDigit(lower.charAt(next - 1));
            spread += beginsWord ? 0 : next - at;
            at = next;
        }
        return OptionalInt.of(spread);
    }
}
