package dev.vitrine.console;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;

/** Light or dark: as the desktop is, until the person chooses. */
final class Theme {
    private boolean dark = Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    private boolean chosen;

    boolean isDark() {
        return dark;
    }

    void apply() {
        Platform.getPreferences().colorSchemeProperty().addListener((property, before, now) -> {
            if (!chosen) {
                use(now == ColorScheme.DARK);
            }
        });
        use(dark);
    }

    void toggle() {
        chosen = true;
        use(!dark);
    }

    private void use(boolean wantDark) {
        dark = wantDark;
        Application.setUserAgentStylesheet((dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    }
}
