package dev.vitrine.console.log;

import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** The colours of the theme for what is drawn without the help of style sheets. */
abstract class LogPalette extends Region {
    private static final StyleablePropertyFactory<LogPalette> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final StyleableProperty<Color> text = color("text", "-log-text", it -> it.text);
    private final StyleableProperty<Color> muted = color("muted", "-log-muted", it -> it.muted);
    private final StyleableProperty<Color> background = color("background", "-log-background", it -> it.background);
    private final StyleableProperty<Color> header = color("header", "-log-header", it -> it.header);
    private final StyleableProperty<Color> selection = color("selection", "-log-selection", it -> it.selection);
    private final StyleableProperty<Color> mark = color("mark", "-log-mark", it -> it.mark);
    private final StyleableProperty<Color> error = color("error", "-log-error", it -> it.error);
    private final StyleableProperty<Color> warning = color("warning", "-log-warning", it -> it.warning);
    private final StyleableProperty<Color> accent = color("accent", "-log-accent", it -> it.accent);

    LogPalette() {
        setStyle("-log-text: -color-fg-default; -log-muted: -color-fg-muted; -log-background: -color-bg-default;"
                + " -log-header: -color-bg-subtle; -log-selection: -color-accent-muted; -log-mark: -color-warning-muted;"
                + " -log-error: -color-danger-fg; -log-warning: -color-warning-fg; -log-accent: -color-accent-fg;");
        for (StyleableProperty<Color> property :
                List.of(text, muted, background, header, selection, mark, error, warning, accent)) {
            ((ObservableValue<?>) property).addListener((observed, before, now) -> requestLayout());
        }
    }

    private StyleableProperty<Color> color(
            String name, String css, Function<LogPalette, StyleableProperty<Color>> property) {
        return FACTORY.createStyleableColorProperty(this, name, css, property, Color.GRAY);
    }

    Colors colors() {
        return new Colors(
                text.getValue(),
                muted.getValue(),
                background.getValue(),
                header.getValue(),
                selection.getValue(),
                mark.getValue(),
                error.getValue(),
                warning.getValue(),
                accent.getValue());
    }

    /** The colours as they are now. */
    record Colors(
            Color text,
            Color muted,
            Color background,
            Color header,
            Color selection,
            Color mark,
            Color error,
            Color warning,
            Color accent) {}

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }
}
