package dev.vitrine.console.cost;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.vitrine.common.cost.FunctionUsage;
import dev.vitrine.common.cost.PriceList;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How often something was asked on one day (in UTC).
 *
 * @param name of the row that it belongs to
 * @param millis that all calls together took; 0 of requests
 * @param memoryMb that the function had when the day was last read; 0 of requests
 */
public record CallDay(
        Kind kind, @JsonAlias("function") String name, LocalDate day, double calls, double millis, int memoryMb) {
    private static final int MOST = 10_000;

    public CallDay {
        // What was kept by an earlier version knows functions alone.
        kind = Objects.requireNonNullElse(kind, Kind.CALLS);
    }

    /** Who is asked. */
    public enum Kind {
        /** A function. */
        CALLS,
        /** A load balancer, or the tasks of a family through one. A request is not paid. */
        REQUESTS
    }

    private record Key(Kind kind, String name, LocalDate day) {}

    /** Requests on a day. */
    public static CallDay requests(String name, LocalDate day, double requests) {
        return new CallDay(Kind.REQUESTS, name, day, requests, 0, 0);
    }

    private Key key() {
        return new Key(kind, name, day);
    }

    /** Dollars. */
    double usd(PriceList prices) {
        return switch (kind) {
            case CALLS ->
                new FunctionUsage(calls, millis, memoryMb).bill(prices).usd();
            case REQUESTS -> 0;
        };
    }

    /**
     * What is known after another reading, the newest first: a day that is over keeps its memory, a day that metrics no
     * longer tell all of stays as it was, and so does what is gone. That nothing was asked is known of the last two days.
     *
     * @param first the oldest day that is kept
     */
    static List<CallDay> merged(List<CallDay> known, List<CallDay> read, LocalDate first, LocalDate today) {
        Map<Key, CallDay> merged = new HashMap<>();
        known.forEach(day -> merged.put(day.key(), day));
        read.forEach(day -> merged.merge(day.key(), day, (before, now) -> {
            if (before.calls > now.calls) {
                return before;
            }
            return now.day.isBefore(today) && before.calls > 0
                    ? new CallDay(now.kind, now.name, now.day, now.calls, now.millis, before.memoryMb)
                    : now;
        }));
        List<CallDay> all = new ArrayList<>(merged.values());
        all.removeIf(day -> day.day.isBefore(first) || (day.calls == 0 && day.day.isBefore(today.minusDays(1))));
        all.sort(Comparator.comparing(CallDay::day).reversed().thenComparing(CallDay::name));
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }
}
