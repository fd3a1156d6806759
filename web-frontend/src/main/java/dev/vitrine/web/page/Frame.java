package dev.vitrine.web.page;

import dev.vitrine.web.access.Viewer;
import java.util.Optional;

/**
 * What surrounds a page's content.
 *
 * @param title of the browser's window
 * @param section of the site that is marked in the navigation: {@code prototypes}, {@code jobs} or empty
 * @param viewer who is signed in
 * @param assets address under which style sheet and scripts lie
 */
public record Frame(String title, String section, Optional<Viewer> viewer, String assets) {
    /** What a form sends along to prove that it comes from this viewer's page. */
    public String token() {
        return viewer.map(Viewer::token).orElse("");
    }
}
