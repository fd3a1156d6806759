package dev.vitrine.common.cost;

/**
 * Calls of a function.
 *
 * @param calls how many
 * @param millis that all together took
 * @param memoryMb of the function
 */
public record FunctionUsage(double calls, double millis, int memoryMb) {
    private static final double MILLION = 1e6;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final double MB_PER_GB = 1024;

    public FunctionUsage {
        if (!(calls >= 0) || !(millis >= 0) || memoryMb <= 0) {
            throw new IllegalArgumentException(
                    "calls and their time are 0 or more: " + calls + ", " + millis + " ms, " + memoryMb + " MB");
        }
    }

    /** What Lambda charges, without what is kept of the calls. */
    public Bill bill(PriceList prices) {
        return new Bill.Writer(prices)
                .add("function, calls", Item.FUNCTION_REQUESTS, calls / MILLION)
                .add("function, computing", Item.FUNCTION_MEMORY, millis / MILLIS_PER_SECOND * memoryMb / MB_PER_GB)
                .bill();
    }
}
