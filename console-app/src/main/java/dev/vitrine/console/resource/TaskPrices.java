package dev.vitrine.console.resource;

import dev.vitrine.common.cost.Item;
import dev.vitrine.common.cost.PriceList;
import dev.vitrine.common.operation.ClusterTask;

/** What tasks cost by the hour, at list prices: processor, memory and public address. */
public final class TaskPrices {
    private static final double UNITS_PER_CPU = 1024;
    private static final double MB_PER_GB = 1024;
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
    public double hourly(int cpuUnits, int memoryMb, boolean spot) {
        return cpuUnits
                        / UNITS_PER_CPU
                        * prices.of(spot ? Item.SPOT_VCPU : Item.FARGATE_VCPU).usd()
                + memoryMb
                        / MB_PER_GB
                        * prices.of(spot ? Item.SPOT_MEMORY : Item.FARGATE_MEMORY)
                                .usd()
                + prices.of(Item.PUBLIC_IPV4).usd();
    }

    /** Dollars an hour. */
    public double hourly(ClusterTask task) {
        return hourly(task.cpuUnits(), task.memoryMb(), task.spot());
    }

    /** Dollars. */
    public double of(DayUsage usage) {
        return usage.vcpuHours() * prices.of(Item.FARGATE_VCPU).usd()
                + usage.gbHours() * prices.of(Item.FARGATE_MEMORY).usd()
                + usage.spotVcpuHours() * prices.of(Item.SPOT_VCPU).usd()
                + usage.spotGbHours() * prices.of(Item.SPOT_MEMORY).usd()
                + usage.hours() * prices.of(Item.PUBLIC_IPV4).usd();
    }

    /** Dollars an hour. */
    public double hourly(TaskUsage usage) {
        return hourly(usage.cpuUnits(), usage.memoryMb(), usage.spot());
    }
}
