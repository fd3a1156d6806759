package dev.vitrine.console.resource;

import dev.vitrine.common.artifact.PublishedPrototype;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.job.Lease;
import dev.vitrine.common.job.Shard;
import dev.vitrine.common.job.ShardState;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.operation.RegistryImage;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.console.kit.Poller;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.session.SessionViewModel;
import dev.vitrine.console.session.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One poller for each kind of resource; features share them. What they read is saved, and painted first next time. */
public final class Resources implements AutoCloseable {
    /** So many jobs are listed. */
    public static final int NEWEST_JOBS = 200;

    private static final int MOST_SAVED = 2_000;

    private final Workspace workspace;
    private final SessionViewModel session;
    private final Poller<List<RunProgress>> runs;
    private final Poller<List<ClusterTask>> tasks;
    private final Poller<List<ServiceState>> services;
    private final Poller<List<FunctionState>> functions;
    private final Poller<List<RegistryImage>> images;
    private final Poller<List<PublishedPrototype>> prototypes;

    public Resources(Workspace workspace, SessionViewModel session) {
        this.workspace = workspace;
        this.session = session;
        var cloud = workspace.cloud();
        runs = poller("runs", RunProgress.class, pace(2, 8), () -> readRuns(cloud.jobs()));
        tasks = inParts(
                "tasks", ClusterTask.class, pace(3, 12), soFar -> cloud.tasks().tasks(soFar));
        services = inParts("services", ServiceState.class, pace(4, 20), soFar -> cloud.services()
                .services(soFar));
        functions = poller("functions", FunctionState.class, pace(6, 45), () -> cloud.functions()
                .functions());
        images = poller("images", RegistryImage.class, pace(15, 120), () -> cloud.images()
                .images());
        prototypes = poller("prototypes", PublishedPrototype.class, pace(10, 45), () -> cloud.prototypes()
                .list());
    }

    private static Poller.Pace pace(int watched, int unwatched) {
        return new Poller.Pace(Duration.ofSeconds(watched), Duration.ofSeconds(unwatched));
    }

    private <T> Poller<List<T>> poller(String name, Class<T> type, Poller.Pace pace, Supplier<List<T>> read) {
        return inParts(name, type, pace, soFar -> read.get());
    }

    private <T> Poller<List<T>> inParts(
            String name, Class<T> type, Poller.Pace pace, Function<Consumer<List<T>>, List<T>> read) {
        Optional<Instant> at = workspace.state().value(name + "At", Instant.class);
        Reading<List<T>> before = at.flatMap(
                        time -> workspace.state().list(name, type).map(list -> Reading.of(list, time)))
                .orElse(Reading.none());
        Poller<List<T>> poller =
                new Poller<>(name, pace, before, workspace.cloud()::problem, workspace.ui(), workspace.clock(), read);
        session.govern(poller);
        return poller;
    }

    private static List<RunProgress> readRuns(JobStore jobs) {
        return jobs
                .list(new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), NEWEST_JOBS))
                .jobs()
                .stream()
                .map(job -> progress(jobs, job))
                .toList();
    }

    private static RunProgress progress(JobStore jobs, Job job) {
        if (job.state() != JobState.RUNNING) {
            return new RunProgress(job, 0, List.of());
        }
        List<Shard> leased = jobs.shards(job.id()).stream()
                .filter(shard -> shard.state() == ShardState.LEASED)
                .toList();
        return new RunProgress(
                job,
                leased.stream().mapToLong(Shard::rowsInWork).sum(),
                leased.stream()
                        .flatMap(shard -> shard.lease().stream())
                        .map(Lease::worker)
                        .distinct()
                        .toList());
    }

    public void start() {
        all().forEach(Poller::start);
    }

    /** Reads everything again at once. */
    public void refresh() {
        all().forEach(Poller::refresh);
    }

    public Poller<List<RunProgress>> runs() {
        return runs;
    }

    public Poller<List<ClusterTask>> tasks() {
        return tasks;
    }

    public Poller<List<ServiceState>> services() {
        return services;
    }

    public Poller<List<FunctionState>> functions() {
        return functions;
    }

    public Poller<List<RegistryImage>> images() {
        return images;
    }

    public Poller<List<PublishedPrototype>> prototypes() {
        return prototypes;
    }

    private List<Poller<?>> all() {
        return List.of(runs, tasks, services, functions, images, prototypes);
    }

    /** Keeps what is known now for the next start. Call it on the screen's thread; {@code StateFile.save} writes it. */
    public void remember() {
        remember("runs", runs);
        remember("tasks", tasks);
        remember("services", services);
        remember("functions", functions);
        remember("images", images);
        remember("prototypes", prototypes);
    }

    private <T> void remember(String name, Poller<List<T>> poller) {
        Reading<List<T>> reading = poller.reading().get();
        if (reading.value().isPresent() && reading.at().isPresent()) {
            List<T> all = reading.value().get();
            workspace.state().put(name, all.subList(0, Math.min(all.size(), MOST_SAVED)));
            workspace.state().put(name + "At", reading.at().get());
        }
    }

    @Override
    public void close() {
        all().forEach(Poller::close);
    }
}
