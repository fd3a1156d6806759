package dev.vitrine.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionExecutorTest {
    @Test
    void what_comes_after_the_end_is_left_out_also_when_it_was_handed_over_before() {
        Deque<Runnable> screen = new ArrayDeque<>();
        SessionExecutor executor = new SessionExecutor(screen::addLast);
        List<String> shown = new ArrayList<>();
        executor.execute(() -> shown.add("in time"));
        screen.removeFirst().run();
        executor.execute(() -> shown.add("handed over before the end"));
        executor.close();
        executor.execute(() -> shown.add("after the end"));
        screen.forEach(Runnable::run);
        assertThat(shown).containsExactly("in time");
    }
}
