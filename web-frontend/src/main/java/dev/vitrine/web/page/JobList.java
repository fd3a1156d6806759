package dev.vitrine.web.page;

import dev.vitrine.web.job.JobView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Jobs in a table, newest first.
 *
 * @param titles of prototypes by name
 * @param next address of the older ones
 */
public record JobList(List<JobView> jobs, Map<String, String> titles, Optional<String> next) {
    public String title(String prototype) {
        return titles.getOrDefault(prototype, prototype);
    }
}
