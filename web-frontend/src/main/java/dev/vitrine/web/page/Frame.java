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
 * @param styles style sheets of this page beside the one that all share
 */
public record Frame(
        String title, String section, Optional<Viewer> viewer, String assets, String theme, List<String> styles) {
    /** Modules that every page's script stands on; the browser fetches them side by side. */
    public static final List<String> MODULES = List.of("format.js", "page.js", "text.js", "texts.js");

    /** The frame of a page that needs more style sheets. */
    public Frame styled(String... more) {
        return new Frame(title, section, viewer, assets, theme, List.of(more));
    }

    /** What a form sends along to prove that it comes from this viewer's page. */
    public String token() {
        return viewer.map(Viewer::token).orElse("");
    }
}
