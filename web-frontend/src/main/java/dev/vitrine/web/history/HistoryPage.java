package dev.vitrine.web.history;

import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.page.Frame;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people did, of one prototype or of all.
 *
 * @param served the prototype, when it is of one
 * @param address of the page
 * @param seesAll whether the viewer may see what others did
 * @param titles of prototypes by name
 * @param next query of the lines after these
 */
public record HistoryPage(
        Frame frame,
        Optional<Served> served,
        String address,
        HistoryFilter filter,
        boolean seesAll,
        Map<String, String> titles,
        List<HistoryLine> lines,
        Optional<String> next) {
    public String title(HistoryLine line) {
        return titles.getOrDefault(line.prototype(), line.prototype());
    }

    /** Whether two of the jobs can be compared from here. */
    public boolean hasJobs() {
        return lines.stream().filter(HistoryLine.Submitted.class::isInstance).count() > 1;
    }
}
