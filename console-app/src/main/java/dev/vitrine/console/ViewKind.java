package dev.vitrine.console;

import java.util.Locale;

/** The seven views, in the order of their keys. They are written on the command line as they are here. */
enum ViewKind {
    runs("1"),
    serve("2"),
    images("3"),
    launch("4"),
    data("5"),
    cost("6"),
    activity("7");

    private final String key;

    ViewKind(String key) {
        this.key = key;
    }

    String title() {
        return name().substring(0, 1).toUpperCase(Locale.ROOT) + name().substring(1);
    }

    /** Whether it tells what was used, of which there may be much. */
    boolean showsUsage() {
        return this == runs || this == cost;
    }

    /** Its key: 1 to 7. */
    String key() {
        return key;
    }
}
