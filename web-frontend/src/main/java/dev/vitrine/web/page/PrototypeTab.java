package dev.vitrine.web.page;

/** The pages of a prototype. */
public enum PrototypeTab {
    TRY("Try", ""),
    BATCH("Batch", "/batch"),
    HISTORY("History", "/history"),
    ABOUT("About", "/about");

    private final String label;
    private final String path;

    PrototypeTab(String label, String path) {
        this.label = label;
        this.path = path;
    }

    public String label() {
        return label;
    }

    /** Where the page lies. */
    public String address(String prototype) {
        return "/prototypes/" + prototype + path;
    }
}
