package dev.vitrine.localcloud.elb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The targets of one group: their health checks, and which of them gets the next request. */
final class TargetPool {
    /** New targets are asked more often than the group says, so that they serve as soon as they can. */
    private static final Duration EAGER = Duration.ofMillis(100);

    private final Supplier<TargetGroup> group;
    private final HealthProbe probe;
    private final List<Target> targets = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final LongAdder requests = new LongAdder();

    /** @param group as it is now */
    TargetPool(Supplier<TargetGroup> group, HealthProbe probe) {
        this.group = group;
        this.probe = probe;
    }

    List<Target> targets() {
        return targets;
    }

    long requests() {
        return requests.sum();
    }

    Optional<Target> find(String host, int port) {
        return targets.stream()
                .filter(it -> it.port() == port && it.host().equals(host))
                .findFirst();
    }

    synchronized void register(String host, int port) {
        if (find(host, port).filter(Target::revive).isEmpty()) {
            Target target = new Target(host, port);
            targets.add(target);
            Thread.ofVirtual().name("target-" + port).start(() -> watch(target));
        }
    }

    void deregister(String host, int port) {
        find(host, port).ifPresent(Target::drain);
    }

    void close() {
        targets.forEach(Target::drop);
    }

    /**
     * The target for one request, which must be released afterwards: the healthy ones in turn; where all are unhealthy,
     * these, as Elastic Load Balancing does.
     *
     * @param tried not again unless there is no other
     */
    Optional<Target> choose(Set<Target> tried) {
        Optional<Target> chosen = choose(TargetHealth.State.HEALTHY, tried)
                .or(() -> choose(TargetHealth.State.HEALTHY, Set.of()))
                .or(() -> choose(TargetHealth.State.UNHEALTHY, tried));
        chosen.ifPresent(_ -> requests.increment());
        return chosen;
    }

    private Optional<Target> choose(TargetHealth.State state, Set<Target> tried) {
        List<Target> able = targets.stream()
                .filter(it -> it.health().state() == state && !tried.contains(it))
                .toList();
        for (int i = 0; i < able.size(); i++) {
            Target next = able.get(Math.floorMod(turn.getAndIncrement(), able.size()));
            if (next.acquire()) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    private void watch(Target target) {
        try {
            long due = System.nanoTime();
            while (!target.dropped()) {
                switch (target.health().state()) {
                    case INITIAL, HEALTHY, UNHEALTHY -> due = check(target, due);
                    case DRAINING, UNUSED -> drain(target);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            targets.remove(target);
        }
    }

    /** @return when the next question is due */
    private long check(Target target, long due) throws InterruptedException {
        HealthCheck check = group.get().healthCheck();
        boolean counts = System.nanoTime() >= due;
        if (check.enabled()) {
            probe.ask(target, check, counts);
        } else {
            target.succeeded(check);
        }
        long next = counts ? System.nanoTime() + probe.interval(check).toNanos() : due;
        long wait = next - System.nanoTime();
        boolean eager = target.health().state() == TargetHealth.State.INITIAL;
        target.await(eager ? Math.min(wait, EAGER.toNanos()) : wait);
        return next;
    }

    private void drain(Target target) throws InterruptedException {
        long end = System.nanoTime() + group.get().deregistrationDelay().toNanos();
        while (target.health().state() == TargetHealth.State.DRAINING && !target.dropped()) {
            if (target.idle() || System.nanoTime() >= end) {
                target.finish();
            } else {
                target.await(end - System.nanoTime());
            }
        }
    }
}
