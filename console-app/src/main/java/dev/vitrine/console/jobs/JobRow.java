package dev.vitrine.console.jobs;

import dev.vitrine.common.job.Job;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** One line of the list. It stays the same object while its job changes, so that selection and sorting stay too. */
public final class JobRow {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final ReadOnlyObjectWrapper<Job> job;

    JobRow(Job job) {
        this.job = new ReadOnlyObjectWrapper<>(job);
    }

    void update(Job now) {
        if (!job.get().equals(now)) {
            job.set(now);
        }
    }

    public ReadOnlyObjectProperty<Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    public Job job() {
        return job.get();
    }

    /** Share of the rows that are done, from 0 to 1. */
    public double progress() {
        return (double) job().progress().rowsDone() / job().rows();
    }

    /** Such as {@code 50,000 of 1,000,000}. */
    public String progressText() {
        return String.format(Locale.ENGLISH, "%,d of %,d", job().progress().rowsDone(), job().rows());
    }

    public String rejectsText() {
        return String.format(Locale.ENGLISH, "%,d", job().progress().rejects());
    }

    /** In the computer's time zone. */
    public String submittedText() {
        return time(job().submittedAt());
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }
}
