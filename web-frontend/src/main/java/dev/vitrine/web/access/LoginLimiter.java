package dev.vitrine.web.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Slows down guessing: after some wrong passwords within a few minutes, no more are looked at for a while. */
public final class LoginLimiter {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int PER_PERSON = 8;
    private static final int PER_ADDRESS = 40;
    private static final int MAX_KEYS = 20_000;

    private final Clock clock;
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

    /** How long this person at this address must wait; zero when they may try now. */
    public synchronized Duration wait(String address, String name) {
        Duration person = wait(personKey(address, name), PER_PERSON);
        Duration any = wait(address, PER_ADDRESS);
        return person.compareTo(any) > 0 ? person : any;
    }

    public synchronized void failed(String address, String name) {
        failures.computeIfAbsent(personKey(address, name), key -> new ArrayDeque<>())
                .add(clock.instant());
        failures.computeIfAbsent(address, key -> new ArrayDeque<>()).add(clock.instant());
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

    private static String personKey(String address, String name) {
        return address + " " + name;
    }
}
