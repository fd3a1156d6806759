package dev.vitrine.console.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.operation.CloudProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What does not happen is told by another poller to which it does happen meanwhile. */
class PollerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Poller.Pace NEVER = new Poller.Pace(Duration.ofHours(1), Duration.ofHours(1));
    private static final Poller.Pace WHEN_WATCHED = new Poller.Pace(Duration.ofMillis(5), Duration.ofHours(1));

    private final SetClock clock = new SetClock();
    private final List<Poller<?>> opened = new ArrayList<>();
    private String world = "";

    /** A clock that stands still until it is set. */
    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T10:00:00Z");

        synchronized void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public synchronized Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A poller and all that it told. A reading that equals the one before, also in its time, is not told. */
    private final class Told {
        private final List<Reading<String>> readings = new CopyOnWriteArrayList<>();
        private final Poller<String> poller;

        Told(Poller.Pace pace, Clock time, Supplier<String> read) {
            poller = new Poller<>(
                    "test",
                    pace,
                    Reading.none(),
                    read,
                    thrown -> new CloudProblem(CloudProblem.Kind.UNREACHABLE, String.valueOf(thrown.getMessage())),
                    Runnable::run,
                    time);
            poller.reading().addListener((property, before, now) -> readings.add(now));
            opened.add(poller);
        }

        Told start() {
            poller.start();
            return this;
        }

        void await(int count) {
            org.awaitility.Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> readings.size() >= count);
        }

        List<String> values() {
            return readings.stream()
                    .flatMap(reading -> reading.value().stream())
                    .toList();
        }
    }

    @AfterEach
    void close() {
        opened.forEach(Poller::close);
    }

    private synchronized String world() {
        return world;
    }

    private synchronized void world(String now) {
        world = now;
    }

    @Test
    void while_it_is_paused_nothing_is_read_and_then_it_goes_on_at_once() {
        world("before");
        Told paused = new Told(NEVER, clock, this::world).start();
        Told free = new Told(NEVER, clock, this::world).start();
        paused.await(1);
        free.await(1);

        paused.poller.pause();
        world("meanwhile");
        for (int i = 2; i < 10; i++) {
            clock.forward(Duration.ofMillis(1));
            paused.poller.refresh();
            paused.poller.watch(true);
            free.poller.refresh();
            free.await(i);
        }
        world("after");
        paused.poller.resume();
        paused.await(2);
        assertThat(paused.values()).containsExactly("before", "after");
        assertThat(free.values()).contains("meanwhile");
    }

    @Test
    void what_nobody_watches_is_read_seldom_and_at_once_when_somebody_looks() {
        Told hidden = new Told(WHEN_WATCHED, Clock.systemUTC(), () -> "").start();
        Told watched = new Told(WHEN_WATCHED, Clock.systemUTC(), () -> "");
        watched.poller.watch(true);
        watched.start();
        watched.await(20);
        assertThat(hidden.readings).hasSize(1);

        hidden.poller.watch(true);
        hidden.await(5);
        hidden.poller.watch(false);
        int before = hidden.readings.size();
        watched.await(watched.readings.size() + 20);
        assertThat(hidden.readings.size()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void after_a_reading_it_rests_as_long_as_that_took() {
        Told slow = new Told(new Poller.Pace(Duration.ofSeconds(1), Duration.ofSeconds(1)), clock, () -> {
            clock.forward(Duration.ofMinutes(10));
            return "";
        });
        slow.start().await(1);
        Told quick = new Told(new Poller.Pace(Duration.ofSeconds(1), Duration.ofSeconds(1)), clock, () -> "").start();
        quick.await(1);

        int read = 1;
        for (int i = 0; i < 9; i++) {
            clock.forward(Duration.ofMinutes(1));
            slow.poller.resume();
            quick.poller.refresh();
            quick.await(++read);
            assertThat(slow.readings).hasSize(1);
        }
        clock.forward(Duration.ofMinutes(10));
        slow.poller.resume();
        slow.await(2);
    }

    @Test
    void what_was_read_stays_with_its_time_when_it_cannot_be_read_any_more() {
        world("there");
        Told told = new Told(NEVER, clock, () -> {
            if (world().isEmpty()) {
                throw new IllegalStateException("nobody answers");
            }
            return world();
        });
        told.start().await(1);
        Instant first = clock.instant();
        clock.forward(Duration.ofMinutes(1));
        world("");
        told.poller.refresh();
        told.await(2);
        Reading<String> failed = told.readings.getLast();
        assertThat(failed.value()).contains("there");
        assertThat(failed.at()).contains(first);
        assertThat(failed.problem())
                .hasValueSatisfying(problem -> assertThat(problem.message()).isEqualTo("nobody answers"));

        world("again");
        told.poller.refresh();
        told.await(3);
        assertThat(told.readings.getLast().problem()).isEmpty();
    }

    @Test
    void what_comes_in_parts_is_shown_until_all_of_it_was_read_once() {
        List<Reading<String>> readings = new CopyOnWriteArrayList<>();
        Poller<String> poller = new Poller<>(
                "parts",
                NEVER,
                Reading.none(),
                thrown -> new CloudProblem(CloudProblem.Kind.REFUSED, ""),
                Runnable::run,
                clock,
                soFar -> {
                    clock.forward(Duration.ofSeconds(2));
                    soFar.accept("a");
                    soFar.accept("too soon after it");
                    clock.forward(Duration.ofSeconds(2));
                    soFar.accept("ab");
                    return "abc";
                });
        opened.add(poller);
        poller.reading().addListener((property, before, now) -> readings.add(now));
        poller.start();
        await().atMost(PATIENCE).until(() -> readings.size() == 3);
        poller.refresh();
        await().atMost(PATIENCE).until(() -> readings.size() == 4);
        assertThat(readings.stream().map(reading -> reading.value().orElseThrow()))
                .containsExactly("a", "ab", "abc", "abc");
        assertThat(readings.get(1).at()).isEmpty();
        assertThat(readings.get(2).at()).isPresent();
    }

    @Test
    void what_is_read_after_the_end_is_not_told() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        Told told = new Told(NEVER, clock, () -> {
            reading.countDown();
            awaitUninterrupted(closed);
            read.countDown();
            return "late";
        });
        told.start();
        assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
        told.poller.close();
        closed.countDown();
        assertThat(read.await(60, TimeUnit.SECONDS)).isTrue();
        Told next = new Told(NEVER, clock, () -> "").start();
        next.await(1);
        assertThat(told.readings).isEmpty();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                done = latch.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                // Closing interrupts; a request may not notice.
            }
        }
    }

    @Test
    void what_nobody_watches_cannot_be_read_more_often() {
        assertThatThrownBy(() -> new Poller.Pace(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
