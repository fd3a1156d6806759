package dev.vitrine.web.compare;

import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.job.Job;
import dev.vitrine.web.page.Frame;
import java.util.List;

/**
 * What can be done with a job again.
 *
 * @param title of its prototype
 * @param served the version that is served now
 * @param versions to run it with
 * @param alike other jobs with as many rows, newest first
 */
public record RerunPage(
        Frame frame, String title, Job job, String served, List<ModelVersion> versions, List<Job> alike, String key) {}
