package dev.vitrine.web.page;

import dev.vitrine.web.access.Viewer;
import java.util.List;
import java.util.Optional;

/**
 * What surrounds a page's content.
 *
 * @param title of the browser's window
 * @param section of the site that is marked in the navigation: {@code prototypes}, {@code jobs} or empty
 * @param viewer who is signed in
 * @param assets address under which style sheets and scripts lie
 * @param theme {@code light}, {@code dark}, or empty to follow the device
 * @param more style sheets of this page beside the one that all share, and modules to fetch early
 */
public record Frame(
        String title, String section, Optional<Viewer> viewer, String assets, String theme, List<String> more) {
    /** Modules that every page's script stands on; the browser fetches them side by side. */
    public static final List<String> MODULES = List.of("format.js", "page.js", "text.js", "texts.js", "theme.js");

    /** The frame of a page that needs style sheets of its own, or modules that are worth fetching early. */
    public Frame styled(String... files) {
        return new Frame(title, section, viewer, assets, theme, List.of(files));
    }

    public List<String> styles() {
        return more.stream().filter(file -> file.endsWith(".css")).toList();
    }

    public List<String> modules() {
        return more.stream().filter(file -> file.endsWith(".js")).toList();
    }

    /** What a form sends along to prove that it comes from this viewer's page. */
    public String token() {
        return viewer.map(Viewer::token).orElse("");
    }
}
