package dev.vitrine.localcloud.elb;

import dev.vitrine.localcloud.elb.Inventory.Registration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The targets of all groups, as they are now; which are registered is stored. */
final class TargetPools implements Targets, AutoCloseable {
    private final Inventory inventory;
    private final HealthProbe probe;
    private final Map<String, TargetPool> pools = new ConcurrentHashMap<>();

    /** @param second how long a second of a health check's settings lasts */
    TargetPools(Inventory inventory, Duration second) {
        this.inventory = inventory;
        this.probe = new HealthProbe(second);
    }

    void resume() {
        inventory.targetGroups.values().forEach(this::open);
        for (Registration it : inventory.registrations.values()) {
            find(it.targetGroupArn()).ifPresent(pool -> pool.register(it.host(), it.port()));
        }
    }

    void open(TargetGroup group) {
        String arn = group.arn();
        pools.put(arn, new TargetPool(() -> inventory.targetGroups.get(arn).orElse(group), probe));
    }

    void remove(String arn) {
        TargetPool pool = pools.remove(arn);
        if (pool != null) {
            pool.close();
        }
        inventory.registrations.values().stream()
                .filter(it -> it.targetGroupArn().equals(arn))
                .forEach(it -> inventory.registrations.remove(it.key()));
    }

    Optional<TargetPool> find(String arn) {
        return Optional.ofNullable(pools.get(arn));
    }

    @Override
    public boolean attached(String targetGroupArn) {
        return pools.containsKey(targetGroupArn)
                && !inventory.usersOf(targetGroupArn).isEmpty();
    }

    @Override
    public void register(String targetGroupArn, String host, int port) {
        find(targetGroupArn).ifPresent(pool -> {
            Registration registration = new Registration(targetGroupArn, host, port);
            inventory.registrations.put(registration.key(), registration);
            pool.register(host, port);
        });
    }

    @Override
    public void deregister(String targetGroupArn, String host, int port) {
        inventory.registrations.remove(new Registration(targetGroupArn, host, port).key());
        find(targetGroupArn).ifPresent(pool -> pool.deregister(host, port));
    }

    @Override
    public TargetHealth health(String targetGroupArn, String host, int port) {
        return find(targetGroupArn)
                .flatMap(pool -> pool.find(host, port))
                .map(Target::health)
                .orElse(TargetHealth.NOT_REGISTERED);
    }

    @Override
    public long requests(String targetGroupArn) {
        return find(targetGroupArn).map(TargetPool::requests).orElse(0L);
    }

    @Override
    public int healthyTargets(String targetGroupArn) {
        List<Target> targets = find(targetGroupArn).map(TargetPool::targets).orElse(List.of());
        return (int) targets.stream()
                .filter(it -> it.health().state() == TargetHealth.State.HEALTHY)
                .count();
    }

    @Override
    public void close() {
        pools.values().forEach(TargetPool::close);
        probe.close();
    }
}
