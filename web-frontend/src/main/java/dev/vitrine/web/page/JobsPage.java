package dev.vitrine.web.page;

import dev.vitrine.common.job.JobState;
import java.util.Optional;

/**
 * The history of all jobs.
 *
 * @param state that is shown alone; all when empty
 * @param older whether this is not the newest part
 */
public record JobsPage(Frame frame, Optional<JobState> state, JobList list, boolean older) {}
