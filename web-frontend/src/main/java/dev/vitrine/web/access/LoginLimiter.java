package dev.vitrine.web.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Slows down guessing: after some wrong passwords within a few minutes, no more are looked at for a while. A password that
 * is being looked at counts as wrong until it is known to be right, so that guessing many at once gains nothing.
 */
public final class LoginLimiter {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PER_PERSON = 8;
    private static final int PER_ADDRESS = 40;
    private static final int MAX_KEYS = 20_000;

    private final Clock clock;
    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > MAX_KEYS;
        }
    };

    public LoginLimiter(Clock clock) {
        this.clock = clock;
    }

    /** What became of an attempt to sign in. */
    public sealed interface Attempt {
        /** The password was looked at; empty when it is wrong. */
        record Looked(Optional<People.Known> known) implements Attempt {}

        /** It was not: so long one must wait. */
        record Refused(Duration pause) implements Attempt {}
    }

    /** Looks at a password, in its turn when many come at once, unless too many before it were wrong. */
    public Attempt attempt(String address, String name, Supplier<Optional<People.Known>> look) {
        String person = address + " " + People.key(name);
        Duration wait = begin(address, person);
        if (wait.isPositive()) {
            return new Attempt.Refused(wait);
        }
        boolean right = false;
        try {
            Optional<People.Known> known = look.get();
            right = known.isPresent();
            return new Attempt.Looked(known);
        } finally {
            end(address, person, right);
        }
    }

    private synchronized Duration begin(String address, String person) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Duration wait = longer(wait(person, PER_PERSON), wait(address, PER_ADDRESS));
            if (wait.isPositive()) {
                return wait;
            }
            if (hasRoom(person, PER_PERSON) && hasRoom(address, PER_ADDRESS)) {
                running.merge(person, 1, Integer::sum);
                running.merge(address, 1, Integer::sum);
                return Duration.ZERO;
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return Duration.ofSeconds(1);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Duration.ofSeconds(1);
            }
        }
    }

    private synchronized void end(String address, String person, boolean right) {
        for (String key : new String[] {person, address}) {
            running.computeIfPresent(key, (ignored, count) -> count > 1 ? count - 1 : null);
            if (!right) {
                failures.computeIfAbsent(key, ignored -> new ArrayDeque<>()).add(clock.instant());
            }
        }
        notifyAll();
    }

    private boolean hasRoom(String key, int limit) {
        Deque<Instant> failed = failures.get(key);
        return running.getOrDefault(key, 0) + (failed == null ? 0 : failed.size()) < limit;
    }

    private Duration wait(String key, int limit) {
        Deque<Instant> times = failures.get(key);
        if (times == null) {
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        while (!times.isEmpty() && times.peekFirst().plus(WINDOW).isBefore(now)) {
            times.removeFirst();
        }
        return times.size() < limit
                ? Duration.ZERO
                : Duration.between(now, times.getFirst().plus(WINDOW));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
