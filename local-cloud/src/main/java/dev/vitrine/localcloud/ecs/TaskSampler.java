package dev.vitrine.localcloud.ecs;

import dev.vitrine.localcloud.metrics.Metric;
import dev.vitrine.localcloud.metrics.MetricSink;
import dev.vitrine.localcloud.metrics.MetricUnit;
import dev.vitrine.localcloud.process.Execution;
import dev.vitrine.localcloud.process.ProcessTable;
import dev.vitrine.localcloud.process.ProcessTable.Usage;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures processor and memory of the tasks that run: of clusters and services as ECS does by itself, of families and
 * each task as Container Insights does with enhanced observability.
 */
final class TaskSampler implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskSampler.class);
    private static final String ECS = "AWS/ECS";
    private static final String INSIGHTS = "ECS/ContainerInsights";
    private static final int SECONDS = 5;

    private final Tasks tasks;
    private final MetricSink sink;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("task-sampler").factory());
    private final Map<String, Sample> last = new HashMap<>();

    private record Sample(double processorSeconds, long millis) {}

    /** @param second how long a second between two samples lasts */
    TaskSampler(Tasks tasks, MetricSink sink, Duration second, Clock clock) {
        this.tasks = tasks;
        this.sink = sink;
        this.clock = clock;
        long period = second.multipliedBy(SECONDS).toMillis();
        var _ = timer.scheduleWithFixedDelay(this::sample, period, period, TimeUnit.MILLISECONDS);
    }

    private void sample() {
        try {
            List<TaskControl> running = tasks.running();
            last.keySet().retainAll(running.stream().map(it -> it.task().id()).toList());
            if (!running.isEmpty()) {
                ProcessTable processes = ProcessTable.read();
                running.forEach(it -> sample(it, processes));
            }
        } catch (RuntimeException e) {
            log.warn("The tasks could not be measured this time.", e);
        }
    }

    private void sample(TaskControl control, ProcessTable processes) {
        Optional<Usage> usage = control.executions().stream()
                .map(Execution::pid)
                .map(processes::usage)
                .flatMap(Optional::stream)
                .reduce(Usage::plus);
        Task task = control.task();
        Long started = task.times().started();
        if (usage.isEmpty() || started == null) {
            return;
        }
        long now = clock.millis();
        Sample before = last.getOrDefault(task.id(), new Sample(0, started));
        double seconds = Math.max(1, now - before.millis()) / 1000.0;
        double processors = Math.max(0, usage.get().processorSeconds() - before.processorSeconds()) / seconds;
        last.put(task.id(), new Sample(usage.get().processorSeconds(), now));
        record(task, processors * 1024, usage.get().resident() / 1048576.0);
    }

    /**
     * @param cpu used, in units of 1/1024 processor
     * @param memory used, MiB
     */
    private void record(Task task, double cpu, double memory) {
        int cpuReserved = Integer.parseInt(task.request().cpu());
        int memoryReserved = Integer.parseInt(task.request().memory());
        double cpuPercent = 100 * cpu / cpuReserved;
        double memoryPercent = 100 * memory / memoryReserved;

        String cluster = task.request().cluster();
        Map<String, String> ofCluster = Map.of("ClusterName", cluster);
        Map<String, String> ofFamily = Map.of(
                "ClusterName", cluster, "TaskDefinitionFamily", task.request().family());
        Optional<Map<String, String>> ofService =
                task.service().map(service -> Map.of("ClusterName", cluster, "ServiceName", service));
        Map<String, String> ofTask = new HashMap<>(ofService.orElse(ofFamily));
        ofTask.put("TaskId", task.id());

        Stream.concat(Stream.of(ofCluster), ofService.stream()).forEach(whose -> {
            record(ECS, "CPUUtilization", whose, MetricUnit.PERCENT, cpuPercent);
            record(ECS, "MemoryUtilization", whose, MetricUnit.PERCENT, memoryPercent);
        });
        Stream.concat(Stream.of(ofCluster, ofFamily, ofTask), ofService.stream())
                .forEach(whose -> {
                    record(INSIGHTS, "CpuUtilized", whose, MetricUnit.NONE, cpu);
                    record(INSIGHTS, "CpuReserved", whose, MetricUnit.NONE, cpuReserved);
                    record(INSIGHTS, "MemoryUtilized", whose, MetricUnit.MEGABYTES, memory);
                    record(INSIGHTS, "MemoryReserved", whose, MetricUnit.MEGABYTES, memoryReserved);
                    record(INSIGHTS, "TaskCpuUtilization", whose, MetricUnit.PERCENT, cpuPercent);
                    record(INSIGHTS, "TaskMemoryUtilization", whose, MetricUnit.PERCENT, memoryPercent);
                });
    }

    private void record(String namespace, String name, Map<String, String> whose, MetricUnit unit, double value) {
        sink.record(new Metric(namespace, name, whose), unit, value);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
