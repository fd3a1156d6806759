package dev.vitrine.console.kit;

import dev.vitrine.common.operation.CallGate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One bucket of tokens for each interface of AWS, filled at a fraction of what an account may ask, so that the console
 * never takes what the deployment itself needs. Requests wait for their token; one from the screen's thread is refused,
 * since the window would stand still meanwhile.
 */
public final class RateBudget implements CallGate {
    private static final Limit OTHER = new Limit(20, 10);
    private static final Map<String, Limit> LIMITS = Map.ofEntries(
            Map.entry("cloudwatch", new Limit(10, 2)),
            Map.entry("cloudwatchlogs:FilterLogEvents", new Limit(3, 2)),
            Map.entry("cloudwatchlogs", new Limit(10, 6)),
            Map.entry("dynamodb", new Limit(60, 40)),
            Map.entry("ecr", new Limit(10, 5)),
            Map.entry("ecs", new Limit(20, 4)),
            Map.entry("ecs definitions", new Limit(20, 8)),
            Map.entry("ecs services", new Limit(40, 8)),
            Map.entry("ecs tasks", new Limit(40, 8)),
            Map.entry("lambda", new Limit(30, 10)),
            Map.entry("s3", new Limit(100, 50)),
            Map.entry("sts", new Limit(10, 2)));

    /** Operations whose limits AWS counts together. */
    private static final Map<String, String> TOGETHER = Map.of(
            "ecs:DescribeServices", "ecs services",
            "ecs:DescribeTaskDefinition", "ecs definitions",
            "ecs:DescribeTasks", "ecs tasks",
            "ecs:ListServices", "ecs services",
            "ecs:ListTaskDefinitionFamilies", "ecs definitions",
            "ecs:ListTaskDefinitions", "ecs definitions",
            "ecs:ListTasks", "ecs tasks");

    private final BooleanSupplier onScreen;
    private final LongSupplier nanos;
    private final Consumer<Instant> dated;
    private final SignedKeys keys = new SignedKeys();
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final ThreadLocal<Deque<String>> requestIds = ThreadLocal.withInitial(ArrayDeque::new);

    /** So many at once, and so many more a second. */
    private record Limit(int burst, int perSecond) {}

    /** What was asked of an interface in the last minute, and the share of its budget that is left now. */
    public record Use(int lastMinute, double left) {}

    /** @param onScreen whether this is the screen's thread */
    public RateBudget(BooleanSupplier onScreen) {
        this(onScreen, cloud -> {});
    }

    /** @param dated is told the cloud's time with each answer */
    public RateBudget(BooleanSupplier onScreen, Consumer<Instant> dated) {
        this(onScreen, dated, System::nanoTime);
    }

    RateBudget(BooleanSupplier onScreen, LongSupplier nanos) {
        this(onScreen, cloud -> {}, nanos);
    }

    private RateBudget(BooleanSupplier onScreen, Consumer<Instant> dated, LongSupplier nanos) {
        this.onScreen = onScreen;
        this.dated = dated;
        this.nanos = nanos;
    }

    @Override
    public void dated(Instant cloud) {
        dated.accept(cloud);
    }

    @Override
    public void pass(String service, String operation) {
        if (onScreen.getAsBoolean()) {
            throw new IllegalStateException(service + ":" + operation + " is asked on the screen's thread");
        }
        String own = service + ":" + operation;
        String name = TOGETHER.getOrDefault(own, LIMITS.containsKey(own) ? own : service);
        Bucket bucket =
                buckets.computeIfAbsent(name, key -> new Bucket(LIMITS.getOrDefault(key, OTHER), nanos.getAsLong()));
        long wait;
        while ((wait = bucket.take(nanos.getAsLong())) > 0) {
            LockSupport.parkNanos(wait);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    @Override
    public void signed(String service, String keyId) {
        keys.signed(service, keyId);
    }

    /** By which keys the requests were signed. */
    public SignedKeys keys() {
        return keys;
    }

    @Override
    public void answered(String service, String operation, String requestId) {
        Deque<String> ids = requestIds.get();
        ids.addLast(requestId);
        while (ids.size() > 20) {
            ids.removeFirst();
        }
    }

    /** Lets this thread begin anew: what it was answered before is not told any more. */
    public void forgetRequestIds() {
        requestIds.remove();
    }

    /** Id of the last request that this thread was answered; blank when there was none. */
    public String lastRequestId() {
        String last = requestIds.get().peekLast();
        return last == null ? "" : last;
    }

    /** Use of each interface that was ever asked, by name. */
    public Map<String, Use> uses() {
        Map<String, Use> uses = new LinkedHashMap<>();
        buckets.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> uses.put(entry.getKey(), entry.getValue().use(nanos.getAsLong())));
        return uses;
    }

    private static final class Bucket {
        private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

        private final Limit limit;
        private final Deque<Long> taken = new ArrayDeque<>();
        private double tokens;
        private long at;

        Bucket(Limit limit, long now) {
            this.limit = limit;
            this.tokens = limit.burst();
            this.at = now;
        }

        /** Nanoseconds to wait before asking again; 0 when a token was taken. */
        synchronized long take(long now) {
            fill(now);
            if (tokens < 1) {
                return Math.max(1_000_000, (long) ((1 - tokens) * SECOND / limit.perSecond()));
            }
            tokens--;
            taken.addLast(now);
            return 0;
        }

        synchronized Use use(long now) {
            fill(now);
            return new Use(taken.size(), tokens / limit.burst());
        }

        private void fill(long now) {
            tokens = Math.min(limit.burst(), tokens + (double) (now - at) * limit.perSecond() / SECOND);
            at = now;
            while (!taken.isEmpty() && taken.peekFirst() < now - 60 * SECOND) {
                taken.removeFirst();
            }
        }
    }
}
