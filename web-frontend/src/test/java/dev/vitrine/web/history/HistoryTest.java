package dev.vitrine.web.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PredictionQuery;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PredictionStore;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.web.RunningFrontend;
import dev.vitrine.web.WebParts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 60 tries of three prototypes by two people. */
class HistoryTest {
    private static final List<String> PROTOTYPES = List.of("apples", "pears", "plums");
    private static final int TRIES = 60;
    private static final int SIZE = 10;
    private static final WebParts PARTS = RunningFrontend.get().parts();

    private final Counted predictions = new Counted(PARTS.predictions(), new AtomicInteger());
    private final History history = new History(PARTS.jobs(), predictions);

    /** Counts the records that are read whole. */
    private record Counted(PredictionStore store, AtomicInteger read) implements PredictionStore {
        @Override
        public void save(PredictionRecord record) {
            store.save(record);
        }

        @Override
        public Optional<PredictionRecord> find(String callId) {
            return store.find(callId);
        }

        @Override
        public <T> List<T> list(PredictionQuery query, Function<PredictionRecord, T> kept) {
            return store.list(query, record -> {
                read.incrementAndGet();
                return kept.apply(record);
            });
        }
    }

    @BeforeAll
    static void tryThings() {
        Instant first = Instant.now().minusSeconds(3_600);
        for (int i = 0; i < TRIES; i++) {
            // Plums were tried last, all in a row.
            String prototype = i >= 40 ? "plums" : PROTOTYPES.get(i % 2);
            PredictionCall call = new PredictionCall(
                    "historycall" + i,
                    prototype,
                    "v1",
                    first.plusMillis(i * 1_000L + 1),
                    7,
                    List.of("weight"),
                    List.of(List.of(Integer.toString(i))));
            PredictionAnswer answer =
                    new PredictionAnswer("v1", List.of(new PrintedOutcome.Outputs(List.of("ripe"))), 5);
            PARTS.predictions().save(new PredictionRecord(call, answer, i % 3 == 0 ? "Hal" : "Ivy"));
        }
    }

    private List<HistoryLine> all(Optional<String> owner) {
        List<HistoryLine> lines = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            int before = predictions.read().get();
            HistoryFilter filter =
                    new HistoryFilter(HistoryFilter.Kind.TRIES, false, Optional.empty(), Optional.empty(), cursor);
            History.Page page = history.page(filter, owner, PROTOTYPES, SIZE);
            assertThat(page.lines()).hasSizeLessThanOrEqualTo(SIZE);
            assertThat(predictions.read().get() - before)
                    .as("records read for a page of " + SIZE)
                    .isLessThan(PROTOTYPES.size() * (SIZE + 1));
            lines.addAll(page.lines());
            cursor = page.next();
        } while (cursor.isPresent());
        return lines;
    }

    @Test
    void pages_hold_every_try_once_newest_first_and_read_less_than_a_page_of_each() {
        assertThat(all(Optional.empty()))
                .hasSize(TRIES)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Comparator.comparing(HistoryLine::at).reversed());
    }

    @Test
    void one_person_sees_their_own() {
        assertThat(all(Optional.of("Hal")))
                .hasSize(TRIES / 3)
                .allMatch(line -> ((HistoryLine.Tried) line).owner().equals("Hal"));
        assertThat(all(Optional.of("Nobody"))).isEmpty();
    }
}
