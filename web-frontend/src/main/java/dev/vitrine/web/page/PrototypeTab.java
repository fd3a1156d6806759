package dev.vitrine.web.page;

import dev.vitrine.web.text.Texts;
import java.util.Locale;

/** The pages of a prototype. */
public enum PrototypeTab {
    TRY(""),
    BATCH("/batch"),
    REVIEW("/review"),
    HISTORY("/history"),
    ABOUT("/about");

    private final String path;

    PrototypeTab(String path) {
        this.path = path;
    }

    public String label() {
        return Texts.text("tab." + name().toLowerCase(Locale.ROOT));
    }

    /** Where the page lies. */
    public String address(String prototype) {
        return "/prototypes/" + prototype + path;
    }
}
