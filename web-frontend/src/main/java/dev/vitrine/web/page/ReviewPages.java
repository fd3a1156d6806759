package dev.vitrine.web.page;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.prediction.PredictionStore;
import dev.vitrine.web.access.JobGuard;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.job.JobResource;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /prototypes/{p}/review?job=&show=&at=}: judge answers one after another, beginning at a row of the job, or, without
 * a job, at the answer of an id.
 */
public final class ReviewPages {
    private static final int JOBS = 25;
    private static final List<String> SHOWS = List.of("sample", "all", "disagreements");
    private static final Pattern ANSWER = Pattern.compile("([A-Za-z0-9_-]{1,80})-([1-9]\\d{0,11})");

    private final Templates templates;
    private final PrototypeCatalog catalog;
    private final JobStore jobs;
    private final PredictionStore predictions;

    public ReviewPages(Templates templates, PrototypeCatalog catalog, JobStore jobs, PredictionStore predictions) {
        this.templates = templates;
        this.catalog = catalog;
        this.jobs = jobs;
        this.predictions = predictions;
    }

    public void show(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        Place place = place(ctx, served.name());
        Optional<Job> job = place.job();
        if (job.isPresent() && !job.get().prototype().equals(served.name())) {
            throw Problem.missing("missing.job.elsewhere", job.get().id());
        }
        Optional<String> only = JobGuard.onlyOwner(ctx);
        List<Job> done = new ArrayList<>(
                jobs.list(new JobQuery(Optional.of(served.name()), Optional.empty(), only, Optional.empty(), JOBS))
                        .jobs());
        if (job.isPresent() && only.isPresent() && !only.get().equals(job.get().owner())) {
            throw Problem.missing("missing.job", job.get().id());
        }
        done.removeIf(one -> !one.state().isDone() || one.progress().rowsDone() == 0);
        job.filter(one -> done.stream().noneMatch(other -> other.id().equals(one.id())))
                .ifPresent(done::addFirst);
        templates.render(
                ctx,
                "review",
                new ReviewPage(
                        templates
                                .frame(ctx, served.prototype().title(), "prototypes")
                                .styled("tables.css"),
                        served,
                        done,
                        job,
                        place.call(),
                        place.show(),
                        place.at()));
    }

    /** Whose answers are looked at, which of them, and where it begins. */
    private record Place(Optional<Job> job, Optional<String> call, String show, OptionalLong at) {
        static Place of(Job job, long row) {
            return new Place(
                    Optional.of(job), Optional.empty(), "all", OptionalLong.of(Math.clamp(row, 1, job.rows()) - 1));
        }
    }

    private Place place(Context ctx, String prototype) {
        String at = Optional.ofNullable(ctx.queryParam("at")).orElse("").strip();
        Optional<Job> job = Optional.ofNullable(ctx.queryParam("job"))
                .filter(id -> !id.isBlank())
                .map(id -> JobResource.job(jobs, id));
        if (job.isPresent() && at.matches("\\d{1,12}")) {
            return Place.of(job.get(), Long.parseLong(at));
        }
        if (job.isEmpty() && !at.isEmpty()) {
            return answer(ctx, prototype, at);
        }
        String show = Optional.ofNullable(ctx.queryParam("show"))
                .filter(SHOWS::contains)
                .orElse("sample");
        return new Place(job, Optional.empty(), show, OptionalLong.empty());
    }

    /** The place of an answer, be it of a job or of a realtime call. */
    private Place answer(Context ctx, String prototype, String id) {
        Matcher parts = ANSWER.matcher(id);
        if (!parts.matches()) {
            throw Problem.missing("missing.prediction", id);
        }
        String source = parts.group(1);
        long row = Long.parseLong(parts.group(2));
        Optional<Job> job = jobs.find(source);
        if (job.isPresent()) {
            return Place.of(job.get(), row);
        }
        Optional<String> only = JobGuard.onlyOwner(ctx);
        return predictions
                .find(source)
                .filter(record -> record.call().prototype().equals(prototype))
                .filter(record -> only.isEmpty() || only.get().equals(record.owner()))
                .filter(record -> row <= record.call().rows().size())
                .map(record -> new Place(Optional.empty(), Optional.of(source), "", OptionalLong.of(row - 1)))
                .orElseThrow(() -> Problem.missing("missing.prediction", id));
    }
}
