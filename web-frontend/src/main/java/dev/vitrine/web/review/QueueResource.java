package dev.vitrine.web.review;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.prediction.PredictionQuery;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PredictionStore;
import dev.vitrine.common.review.Opinions;
import dev.vitrine.common.review.Review;
import dev.vitrine.common.review.ReviewStore;
import dev.vitrine.web.Json;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.access.JobGuard;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.job.JobResource;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * {@code GET /prototypes/{p}/review/items?job=&call=&show=&from=&count=}: answers to review, with how far reviewing is. Of a job
 * a random sample of 100 rows is shown, the same to everybody, or all rows, or those about which reviewers disagree;
 * without a job the rows of one realtime call, or the latest realtime answers.
 */
public final class QueueResource {
    private static final int SAMPLE = 100;
    private static final int CALLS = 30;
    private static final int ROWS_OF_CALL = 10;
    private static final int CELLS_OF_CALL = 2_000;
    /** Of all rows of one answer. */
    private static final int CELLS = 50_000;

    private static final int MOST = 50;

    private final PrototypeCatalog catalog;
    private final Answers answers;
    private final JobStore jobs;
    private final PredictionStore predictions;
    private final ReviewStore reviews;

    public QueueResource(
            PrototypeCatalog catalog,
            Answers answers,
            JobStore jobs,
            PredictionStore predictions,
            ReviewStore reviews) {
        this.catalog = catalog;
        this.answers = answers;
        this.jobs = jobs;
        this.predictions = predictions;
        this.reviews = reviews;
    }

    public void items(Context ctx) {
        String prototype = catalog.served(ctx.pathParam("prototype")).name();
        String id = Optional.ofNullable(ctx.queryParam("job")).orElse("");
        String call = Optional.ofNullable(ctx.queryParam("call")).orElse("");
        ObjectNode json;
        if (!call.isEmpty()) {
            json = call(ctx, prototype, call);
        } else if (id.isEmpty()) {
            json = realtime(prototype, Gate.viewer(ctx).name(), JobGuard.onlyOwner(ctx));
        } else {
            Job job = JobResource.job(jobs, id);
            Optional<String> only = JobGuard.onlyOwner(ctx);
            if (only.isPresent() && !only.get().equals(job.owner())) {
                throw Problem.missing("missing.job", id);
            }
            if (!job.prototype().equals(prototype)) {
                throw Problem.missing("missing.job.elsewhere", id);
            }
            json = rows(ctx, job);
        }
        ctx.contentType("application/json").result(json.toString());
    }

    private ObjectNode rows(Context ctx, Job job) {
        Map<Long, Opinions> opinions = Opinions.byRow(reviews.of(job.id()));
        Queue queue = queue(job, String.valueOf(ctx.queryParam("show")), opinions);
        long from = Math.min(number(ctx, "from"), queue.size());
        long most = Math.clamp(CELLS / (job.columns().size() + 1), 1, MOST);
        long count = Math.clamp(number(ctx, "count"), 1, most);
        List<Long> wanted = LongStream.range(from, Math.min(queue.size(), from + count))
                .mapToObj(queue.row()::applyAsLong)
                .toList();
        ObjectNode json =
                Json.object().put("total", queue.size()).put("from", from).put("reviewed", queue.reviewed(opinions));
        progress(json, opinions);
        ArrayNode items = json.putArray("items");
        answers.all(job, wanted)
                .forEach(answer -> items.add(ReviewJson.of(
                        answer,
                        opinions.getOrDefault(answer.reviewed().row(), Opinions.NONE),
                        Gate.viewer(ctx).name())));
        return json;
    }

    private static void progress(ObjectNode json, Map<?, Opinions> opinions) {
        json.put(
                        "reviewedInAll",
                        opinions.values().stream().filter(Opinions::isReviewed).count())
                .put(
                        "disagreements",
                        opinions.values().stream().filter(Opinions::disagree).count());
    }

    /**
     * Rows to review, which may be millions.
     *
     * @param row from a place, from 0, to the number of a row
     * @param holds whether a row is among them
     */
    private record Queue(long size, LongUnaryOperator row, LongPredicate holds) {
        static Queue of(List<Long> rows) {
            return new Queue(rows.size(), place -> rows.get((int) place), new HashSet<>(rows)::contains);
        }

        long reviewed(Map<Long, Opinions> opinions) {
            return opinions.entrySet().stream()
                    .filter(row -> row.getValue().isReviewed() && holds.test(row.getKey()))
                    .count();
        }
    }

    private static Queue queue(Job job, String show, Map<Long, Opinions> opinions) {
        return switch (show) {
            case "all" -> new Queue(job.rows(), place -> place + 1, row -> true);
            case "disagreements" ->
                Queue.of(opinions.entrySet().stream()
                        .filter(row -> row.getValue().disagree())
                        .map(Map.Entry::getKey)
                        .toList());
            default -> Queue.of(sample(job));
        };
    }

    /** Rows that are drawn by the job's own id, so that all reviewers look at the same. */
    static List<Long> sample(Job job) {
        if (job.rows() <= 2 * SAMPLE) {
            return LongStream.rangeClosed(1, job.rows()).boxed().toList();
        }
        SplittableRandom random = new SplittableRandom(job.id().hashCode());
        TreeSet<Long> rows = new TreeSet<>();
        while (rows.size() < SAMPLE) {
            rows.add(random.nextLong(1, job.rows() + 1));
        }
        return List.copyOf(rows);
    }

    /** All rows of one realtime call. */
    private ObjectNode call(Context ctx, String prototype, String id) {
        Optional<String> only = JobGuard.onlyOwner(ctx);
        PredictionRecord call = predictions
                .find(id)
                .filter(record -> record.call().prototype().equals(prototype))
                .filter(record -> only.isEmpty() || only.get().equals(record.owner()))
                .orElseThrow(() -> Problem.missing("missing.prediction", id));
        Map<Long, Opinions> opinions = Opinions.byRow(reviews.of(id));
        int total = call.call().rows().size();
        int from = (int) Math.min(number(ctx, "from"), total);
        int count = (int) Math.min(Math.max(1, number(ctx, "count")), MOST);
        ObjectNode json = Json.object()
                .put("total", total)
                .put("from", from)
                .put(
                        "reviewed",
                        opinions.values().stream().filter(Opinions::isReviewed).count());
        progress(json, opinions);
        ArrayNode items = json.putArray("items");
        for (int row = from + 1; row <= Math.min(total, from + count); row++) {
            items.add(ReviewJson.of(
                    answers.of(call, row),
                    opinions.getOrDefault((long) row, Opinions.NONE),
                    Gate.viewer(ctx).name()));
        }
        return json;
    }

    /** The first answers of a call. */
    private record Call(String id, List<Answers.Answer> answers) {}

    private Call call(PredictionRecord record) {
        int cells = Math.max(1, record.call().columns().size());
        int rows = Math.min(record.call().rows().size(), Math.clamp(CELLS_OF_CALL / cells, 1, ROWS_OF_CALL));
        return new Call(
                record.call().id(),
                IntStream.rangeClosed(1, rows)
                        .mapToObj(row -> answers.of(record, row))
                        .toList());
    }

    private ObjectNode realtime(String prototype, String viewer, Optional<String> only) {
        List<Call> calls = predictions.list(new PredictionQuery(prototype, only, Optional.empty(), CALLS), this::call);
        Map<String, Map<Long, Opinions>> opinions = opinions(calls);
        ObjectNode json = Json.object();
        ArrayNode items = json.putArray("items");
        Map<String, Opinions> shown = new HashMap<>();
        for (Call call : calls) {
            for (Answers.Answer answer : call.answers()) {
                Opinions held = opinions.getOrDefault(call.id(), Map.of())
                        .getOrDefault(answer.reviewed().row(), Opinions.NONE);
                shown.put(answer.reviewed().id(), held);
                items.add(ReviewJson.of(answer, held, viewer));
            }
        }
        json.put("total", items.size())
                .put("from", 0)
                .put(
                        "reviewed",
                        shown.values().stream().filter(Opinions::isReviewed).count());
        progress(json, shown);
        return json;
    }

    private Map<String, Map<Long, Opinions>> opinions(List<Call> calls) {
        Map<String, Map<Long, Opinions>> found = new HashMap<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<List<Review>>> reads = new HashMap<>();
            calls.forEach(call -> reads.put(call.id(), readers.submit(() -> reviews.of(call.id()))));
            for (Map.Entry<String, Future<List<Review>>> read : reads.entrySet()) {
                found.put(read.getKey(), Opinions.byRow(read.getValue().get()));
            }
            return found;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reviews were read", e);
        }
    }

    private static long number(Context ctx, String param) {
        String text = ctx.queryParam(param);
        return text != null && text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }
}
