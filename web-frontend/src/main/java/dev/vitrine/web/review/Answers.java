package dev.vitrine.web.review;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PredictionStore;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.review.Reviewed;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.text.Texts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers of realtime calls and of jobs alike, as they are reviewed. */
public final class Answers {

    private final PrototypeCatalog catalog;
    private final PredictionStore predictions;
    private final JobStore jobs;
    private final JobResults results;

    public Answers(PrototypeCatalog catalog, PredictionStore predictions, JobStore jobs, JobResults results) {
        this.catalog = catalog;
        this.predictions = predictions;
        this.jobs = jobs;
        this.results = results;
    }

    /**
     * An answer and who gave it.
     *
     * @param error why the row was rejected; empty when it was answered
     */
    public record Answer(Reviewed reviewed, Optional<Prototype> prototype, String error) {}

    /**
     * The answer of that id, or a problem that says there is none.
     *
     * @param only the one person whose answers may be seen; everybody's when empty
     */
    Answer find(String id, Optional<String> only) {
        int dash = id.lastIndexOf('-');
        String number = id.substring(dash + 1);
        if (dash < 1 || !number.matches("[1-9]\\d{0,11}")) {
            throw Problem.missing("missing.prediction", id);
        }
        String source = id.substring(0, dash);
        long row = Long.parseLong(number);
        return predictions
                .find(source)
                .filter(record -> maySee(only, record.owner()))
                .filter(record -> row <= record.call().rows().size())
                .map(record -> of(record, (int) row))
                .or(() -> jobs.find(source)
                        .filter(job -> maySee(only, job.owner()))
                        .flatMap(job -> of(job, List.of(row)).stream().findFirst()))
                .orElseThrow(() -> Problem.missing("missing.prediction", id));
    }

    private static boolean maySee(Optional<String> only, String owner) {
        return only.isEmpty() || only.get().equals(owner);
    }

    /** The rows of a job that are answered, in the order of the numbers. */
    List<Answer> of(Job job, List<Long> rows) {
        List<Field> outputs = prototype(job.prototype(), job.version())
                .map(Prototype::outputs)
                .map(Schema::fields)
                .orElse(List.of());
        int inputs = job.columns().size();
        return results.rows(job, rows).stream()
                .map(record -> new Answer(
                        new Reviewed(
                                job.id(),
                                Long.parseLong(record.getFirst()),
                                job.prototype(),
                                job.version(),
                                job.submittedAt(),
                                named(job.columns(), record.subList(1, 1 + inputs)),
                                named(
                                        outputs.stream().map(Field::name).toList(),
                                        record.subList(1 + inputs, record.size() - 1))),
                        prototype(job.prototype(), job.version()),
                        record.getLast()))
                .toList();
    }

    /** The rows of a job in the order of the numbers, also those that were never answered. */
    List<Answer> all(Job job, List<Long> rows) {
        Map<Long, Answer> answered = new HashMap<>();
        of(job, rows).forEach(answer -> answered.put(answer.reviewed().row(), answer));
        return rows.stream()
                .map(row -> answered.getOrDefault(row, unanswered(job, row)))
                .toList();
    }

    private Answer unanswered(Job job, long row) {
        Reviewed nothing =
                new Reviewed(job.id(), row, job.prototype(), job.version(), job.submittedAt(), Map.of(), Map.of());
        return new Answer(nothing, prototype(job.prototype(), job.version()), "the job ended before it was answered");
    }

    /** One row of a realtime call, from 1. */
    Answer of(PredictionRecord record, int row) {
        String name = record.call().prototype();
        String version = record.answer().version();
        Optional<Prototype> prototype = prototype(name, version);
        List<String> outputs = prototype.map(Prototype::outputs).map(Schema::fields).orElse(List.of()).stream()
                .map(Field::name)
                .toList();
        PrintedOutcome outcome = record.answer().outcomes().get(row - 1);
        Map<String, String> given =
                outcome instanceof PrintedOutcome.Outputs(List<String> cells) ? named(outputs, cells) : Map.of();
        String error = outcome instanceof PrintedOutcome.Reject reject
                ? (reject.column().isEmpty() ? "" : reject.column() + " ") + Texts.translated(reject.reason())
                : "";
        return new Answer(
                new Reviewed(
                        record.call().id(),
                        row,
                        name,
                        version,
                        record.call().at(),
                        named(record.call().columns(), record.call().rows().get(row - 1)),
                        given),
                prototype,
                error);
    }

    private Optional<Prototype> prototype(String name, String version) {
        return catalog.version(name, version).map(Served::prototype);
    }

    private static Map<String, String> named(List<String> names, List<String> cells) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), cells.size()); i++) {
            named.put(names.get(i), cells.get(i));
        }
        return named;
    }
}
