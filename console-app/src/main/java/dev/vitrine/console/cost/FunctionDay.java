package dev.vitrine.console.cost;

import dev.vitrine.common.cost.FunctionUsage;
import dev.vitrine.common.cost.PriceList;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of a function on one day (in UTC).
 *
 * @param millis that all together took
 * @param memoryMb that the function had when the day was last read
 */
public record FunctionDay(String function, LocalDate day, double calls, double millis, int memoryMb) {
    private static final int MOST = 10_000;

    private record Key(String function, LocalDate day) {}

    private Key key() {
        return new Key(function, day);
    }

    /** Dollars. */
    double usd(PriceList prices) {
        return new FunctionUsage(calls, millis, memoryMb).bill(prices).usd();
    }

    /**
     * What is known after another reading, the newest first: a day that is over keeps its memory, a day that metrics no
     * longer tell all of stays as it was, and so do functions that are gone.
     *
     * @param first the oldest day that is kept
     */
    static List<FunctionDay> merged(List<FunctionDay> known, List<FunctionDay> read, LocalDate first, LocalDate today) {
        Map<Key, FunctionDay> merged = new HashMap<>();
        known.forEach(day -> merged.put(day.key(), day));
        read.forEach(day -> merged.merge(day.key(), day, (before, now) -> {
            if (before.calls > now.calls) {
                return before;
            }
            return now.day.isBefore(today)
                    ? new FunctionDay(now.function, now.day, now.calls, now.millis, before.memoryMb)
                    : now;
        }));
        List<FunctionDay> all = new ArrayList<>(merged.values());
        all.removeIf(day -> day.day.isBefore(first));
        all.sort(Comparator.comparing(FunctionDay::day).reversed().thenComparing(FunctionDay::function));
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }
}
