package dev.vitrine.common.cost;

/**
 * Processes of a function that are kept started.
 *
 * @param count of processes
 * @param memoryMb of each
 * @param hours that each is kept
 */
public record KeptStartedUsage(String function, int count, int memoryMb, double hours) {
    private static final double MB_PER_GB = 1024;
    private static final double SECONDS_PER_HOUR = 3600;

    /** What they cost beside the calls that they answer. */
    public Bill bill(PriceList prices) {
        return new Bill.Writer(prices)
                .add(
                        function + ", kept started",
                        Item.PROVISIONED_MEMORY,
                        count * memoryMb / MB_PER_GB * hours * SECONDS_PER_HOUR)
                .bill();
    }
}
