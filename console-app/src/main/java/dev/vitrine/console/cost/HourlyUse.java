package dev.vitrine.console.cost;

import dev.vitrine.common.cost.Bill;
import dev.vitrine.common.cost.KeptStartedUsage;
import dev.vitrine.common.cost.LoadBalancerUsage;
import dev.vitrine.common.cost.PriceList;
import dev.vitrine.common.operation.KeptStarted;
import dev.vitrine.common.operation.LoadBalancerState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is paid by the hour as long as it is there, used or not.
 *
 * @param id of the thing itself
 * @param name of the row that it belongs to
 * @param count public addresses of a load balancer; processes of a function
 * @param memoryMb of each process; 0 of a load balancer
 * @param until when it was last seen
 * @param there whether it was there when that was last looked at
 */
public record HourlyUse(
        Kind kind, String id, String name, int count, int memoryMb, Instant from, Instant until, boolean there) {
    /** What it is. */
    public enum Kind {
        BALANCER(CostKind.BALANCER),
        STARTED(CostKind.STARTED);

        private final CostKind cost;

        Kind(CostKind cost) {
            this.cost = cost;
        }

        CostKind cost() {
            return cost;
        }
    }

    private record Key(String id, Instant from) {}

    static HourlyUse of(LoadBalancerState balancer, Instant now) {
        return new HourlyUse(
                Kind.BALANCER,
                balancer.arn(),
                name(balancer),
                balancer.addresses(),
                0,
                balancer.createdAt(),
                now,
                true);
    }

    /** Of the row of a load balancer. */
    static String name(LoadBalancerState balancer) {
        return "load balancer " + balancer.name();
    }

    static HourlyUse of(KeptStarted started, Instant now) {
        return new HourlyUse(
                Kind.STARTED,
                started.function() + ":" + started.qualifier(),
                started.function(),
                started.count(),
                started.memoryMb(),
                started.since(),
                now,
                true);
    }

    /** Dollars an hour. */
    double hourly(PriceList prices) {
        Bill bill =
                switch (kind) {
                    case BALANCER -> new LoadBalancerUsage(1, count).bill(prices);
                    case STARTED -> new KeptStartedUsage(name, count, memoryMb, 1).bill(prices);
                };
        return bill.usd();
    }

    /**
     * What is known after another look: what is no longer there stays as long as it was seen.
     *
     * @param first what ended before this is forgotten
     */
    static List<HourlyUse> merged(List<HourlyUse> known, List<HourlyUse> seen, Instant first) {
        Map<Key, HourlyUse> merged = new LinkedHashMap<>();
        known.forEach(use -> merged.put(use.key(), use.gone()));
        seen.forEach(use -> merged.put(use.key(), use));
        return merged.values().stream()
                .filter(use -> !use.until.isBefore(first))
                .toList();
    }

    private Key key() {
        return new Key(id, from);
    }

    private HourlyUse gone() {
        return new HourlyUse(kind, id, name, count, memoryMb, from, until, false);
    }
}
