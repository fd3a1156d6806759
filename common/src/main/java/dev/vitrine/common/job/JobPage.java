package dev.vitrine.common.job;

import java.util.List;
import java.util.Optional;

/** A page of jobs, newest first; {@code next} is there when more may follow. */
public record JobPage(List<Job> jobs, Optional<String> next) {
    public JobPage {
        jobs = List.copyOf(jobs);
    }
}
