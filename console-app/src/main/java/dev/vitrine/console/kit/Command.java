package dev.vitrine.console.kit;

/**
 * Something that a person may do now: by its key, by a button of the inspector, or from the palette.
 *
 * @param key as JavaFX writes it, such as {@code R} or {@code Shift+R}; blank for none
 * @param dangerous whether it looks like a warning
 */
public record Command(String title, String key, boolean dangerous, Runnable run) {
    /** One that harms nobody. */
    public static Command of(String title, String key, Runnable run) {
        return new Command(title, key, false, run);
    }

    /** One that stops, deletes or replaces something. */
    public static Command danger(String title, String key, Runnable run) {
        return new Command(title, key, true, run);
    }
}
