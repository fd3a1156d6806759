package dev.vitrine.common.cost;

/**
 * Realtime predictions of one row each.
 *
 * @param predictions how many
 * @param memoryMb of the function
 * @param millisEach that Lambda charges for each
 */
public record RealtimeUsage(long predictions, int memoryMb, double millisEach) {
    /** Of a small model; what a larger one takes stands in the function's log as {@code micros}. */
    public static final double USUAL_MILLIS = 10;

    private static final double MILLION = 1e6;
    /** The record of a call, of 1 KB at most, is written to the table and to the indexes of all calls and of one's own. */
    private static final int WRITES_EACH = 3;

    private static final double LOG_BYTES_EACH = 400;

    public RealtimeUsage {
        if (predictions < 0 || memoryMb <= 0 || !(millisEach >= 1)) {
            throw new IllegalArgumentException(
                    "predictions are 0 or more, of at least 1 ms each: " + predictions + ", " + millisEach + " ms");
        }
    }

    /** What they cost beside what is kept anyway. */
    public Bill bill(PriceList prices) {
        Bill kept = new Bill.Writer(prices)
                .add("table, records of calls", Item.TABLE_WRITES, predictions * WRITES_EACH / MILLION)
                .add("log", Item.LOG_INGESTION, predictions * LOG_BYTES_EACH / 1e9)
                .bill();
        return new FunctionUsage(predictions, predictions * millisEach, memoryMb)
                .bill(prices)
                .plus(kept);
    }
}
