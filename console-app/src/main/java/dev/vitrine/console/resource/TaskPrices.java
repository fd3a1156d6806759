package dev.vitrine.console.resource;

import dev.vitrine.common.cost.Item;
import dev.vitrine.common.cost.PriceList;
import dev.vitrine.common.operation.ClusterTask;
import java.time.Duration;
import java.time.Instant;

/** What tasks cost by the hour, at list prices: processor, memory and public address. */
public final class TaskPrices {
    private static final double UNITS_PER_CPU = 1024;
    private static final double MB_PER_GB = 1024;
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final String USUAL_REGION = "us-east-1";

    private final PriceList prices;
    private final boolean exact;

    /** Prices of a region; those of us-east-1 where the region's are not known. */
    public TaskPrices(String region) {
        PriceList found;
        boolean known = true;
        try {
            found = PriceList.of(region);
        } catch (IllegalArgumentException e) {
            found = PriceList.of(USUAL_REGION);
            known = false;
        }
        prices = found;
        exact = known;
    }

    public PriceList list() {
        return prices;
    }

    /** Whether the prices are those of the region that was asked for. */
    public boolean isExact() {
        return exact;
    }

    /** Dollars an hour. */
    public double hourly(int cpuUnits, int memoryMb) {
        return cpuUnits / UNITS_PER_CPU * prices.of(Item.FARGATE_VCPU).usd()
                + memoryMb / MB_PER_GB * prices.of(Item.FARGATE_MEMORY).usd()
                + prices.of(Item.PUBLIC_IPV4).usd();
    }

    /** Dollars for the part of a task's life between the two. */
    public double between(ClusterTask task, Instant from, Instant to) {
        Instant began = task.startedAt().orElse(to);
        Instant ended = task.stoppedAt().orElse(to);
        Instant first = began.isAfter(from) ? began : from;
        Instant last = ended.isBefore(to) ? ended : to;
        double hours = Math.max(0, Duration.between(first, last).toMillis()) / MILLIS_PER_HOUR;
        return hours * hourly(task.cpuUnits(), task.memoryMb());
    }
}
