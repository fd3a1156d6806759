package dev.vitrine.console.resource;

import dev.vitrine.common.artifact.PublishedPrototype;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobPage;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.job.Lease;
import dev.vitrine.common.job.Shard;
import dev.vitrine.common.job.ShardState;
import dev.vitrine.common.operation.CloudProblem;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.operation.RegistryImage;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.console.kit.Poller;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.kit.StateFile;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.session.SessionViewModel;
import dev.vitrine.console.session.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One poller for each kind of resource; features share them. What they read is saved, and painted first next time. */
public final class Resources implements AutoCloseable {
    /** So many jobs are listed. */
    public static final int NEWEST_JOBS = 200;

    /** More than so many are not listed. */
    public static final int MOST_JOBS = 1_000;

    private final Workspace workspace;
    private final SessionViewModel session;
    private final Poller<List<RunProgress>> runs;
    private final Poller<List<ClusterTask>> tasks;
    private final Poller<List<ServiceState>> services;
    private final Poller<List<FunctionState>> functions;
    private final Poller<List<RegistryImage>> images;
    private final Poller<List<PublishedPrototype>> prototypes;
    private final List<Kind<?>> kinds = new ArrayList<>();
    private volatile int jobs = NEWEST_JOBS;

    /** A kind of resource, and what of it was handed to be kept last. */
    private static final class Kind<T> {
        private final String name;
        private final Poller<List<T>> poller;
        private final UnaryOperator<T> kept;
        private @Nullable Reading<List<T>> last;

        Kind(String name, Poller<List<T>> poller, UnaryOperator<T> kept) {
            this.name = name;
            this.poller = poller;
            this.kept = kept;
        }
    }

    public Resources(Workspace workspace, SessionViewModel session) {
        this.workspace = workspace;
        this.session = session;
        var cloud = workspace.cloud();
        runs = poller("runs", RunProgress.class, pace(2, 8), () -> readRuns(cloud.jobs()), UnaryOperator.identity());
        tasks = inParts(
                "tasks", ClusterTask.class, pace(3, 12), soFar -> cloud.tasks().tasks(soFar), UnaryOperator.identity());
        services = inParts(
                "services",
                ServiceState.class,
                pace(4, 20),
                soFar -> cloud.services().services(soFar),
                UnaryOperator.identity());
        functions = poller(
                "functions",
                FunctionState.class,
                pace(6, 45),
                () -> cloud.functions().functions(),
                UnaryOperator.identity());
        images = poller(
                "images",
                RegistryImage.class,
                pace(15, 120),
                () -> cloud.images().images(),
                UnaryOperator.identity());
        prototypes = poller(
                "prototypes",
                PublishedPrototype.class,
                pace(10, 45),
                () -> cloud.prototypes().list(),
                UnaryOperator.identity());
    }

    private static Poller.Pace pace(int watched, int unwatched) {
        return new Poller.Pace(Duration.ofSeconds(watched), Duration.ofSeconds(unwatched));
    }

    /**
     * One more kind of resource. It begins when all begin, and ends with them.
     *
     * @param kept what of it is written into the state; without secrets
     */
    public <T> Poller<List<T>> poller(
            String name, Class<T> type, Poller.Pace pace, Supplier<List<T>> read, UnaryOperator<T> kept) {
        return inParts(name, type, pace, soFar -> read.get(), kept);
    }

    private <T> Poller<List<T>> inParts(
            String name,
            Class<T> type,
            Poller.Pace pace,
            Function<Consumer<List<T>>, List<T>> read,
            UnaryOperator<T> kept) {
        Reading<List<T>> before = before(name, type);
        Poller<List<T>> poller =
                new Poller<>(name, pace, before, workspace.cloud()::problem, workspace.ui(), workspace.clock(), read);
        session.govern(poller);
        kinds.add(new Kind<>(name, poller, kept));
        return poller;
    }

    private <T> Reading<List<T>> before(String name, Class<T> type) {
        StateFile state = workspace.state();
        Optional<Instant> at = state.value(name + "At", Instant.class);
        Optional<List<T>> list = state.list(name, type);
        if (at.isEmpty() || list.isEmpty()) {
            return Reading.none();
        }
        Reading<List<T>> before = Reading.of(list.get(), at.get());
        return list.get().size() >= state.sizeOf(name)
                ? before
                : before.failed(new CloudProblem(
                        CloudProblem.Kind.REFUSED,
                        "only the first " + Texts.number(list.get().size()) + " of " + Texts.number(state.sizeOf(name))
                                + " were kept"));
    }

    private List<RunProgress> readRuns(JobStore store) {
        List<RunProgress> read = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            JobPage page = store.list(new JobQuery(Optional.empty(), Optional.empty(), cursor, NEWEST_JOBS));
            page.jobs().forEach(job -> read.add(progress(store, job)));
            cursor = page.next();
        } while (cursor.isPresent() && read.size() < jobs);
        return read;
    }

    /** Whether more runs can be listed than are now. */
    public boolean hasMoreRuns() {
        return jobs < MOST_JOBS && runs.reading().get().value().map(List::size).orElse(0) >= jobs;
    }

    /** Lists so many more of the older runs. */
    public void moreRuns() {
        jobs = Math.min(MOST_JOBS, jobs + NEWEST_JOBS);
        runs.refresh();
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
        return kinds.stream().<Poller<?>>map(kind -> kind.poller).toList();
    }

    /**
     * Looks at what is known now, on the screen's thread. What comes back puts it into the state, which takes a while: on
     * another one.
     */
    public Runnable remember() {
        List<Runnable> all = kinds.stream().map(this::remember).toList();
        return () -> all.forEach(Runnable::run);
    }

    private <T> Runnable remember(Kind<T> kind) {
        Reading<List<T>> reading = kind.poller.reading().get();
        if (reading.equals(kind.last)
                || reading.value().isEmpty()
                || reading.at().isEmpty()) {
            return () -> {};
        }
        kind.last = reading;
        List<T> all = reading.value().get();
        Instant at = reading.at().get();
        return () -> {
            workspace.state().putList(kind.name, all.stream().map(kind.kept).toList());
            workspace.state().put(kind.name + "At", at);
        };
    }

    @Override
    public void close() {
        all().forEach(Poller::close);
    }
}
