package dev.vitrine.packaging.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.packaging.run.ApiClient;
import dev.vitrine.packaging.run.LongTable;
import dev.vitrine.packaging.run.RunningVitrine;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * {@code make bench}: how results of a million rows scroll in a browser that paints without a graphics card. Not part of the
 * tests, since it looks at time.
 */
class GridScroll {
    private static final int ROWS = Integer.getInteger("vitrine.gridRows", 1_000_000);
    private static final Duration TURNING = Duration.ofSeconds(6);
    private static final int WHEEL = 240;

    /** Notes when each frame was painted, and which row was first in it, until stopped. */
    private static final String WATCH = """
        window.frames = [];
        window.watching = true;
        const layer = document.querySelector('.grid-layer');
        const note = at => {
          const shown = [...layer.children].filter(row => !row.hidden);
          const furthest = Math.max(...shown.map(row => Number(row.getAttribute('aria-rowindex')) - 1));
          window.frames.push([at, shown.filter(row => row.classList.contains('waiting-row')).length, shown.length, furthest]);
          if (window.watching) {
            requestAnimationFrame(note);
          }
        };
        requestAnimationFrame(note);
        """;

    private static final String FRAMES = """
        window.watching = false;
        const all = window.frames;
        const gaps = all.slice(1).map((frame, i) => frame[0] - all[i][0]).sort((a, b) => a - b);
        const rows = all.reduce((sum, frame) => sum + frame[2], 0);
        const waiting = all.reduce((sum, frame) => sum + frame[1], 0);
        const seconds = (all.at(-1)[0] - all[0][0]) / 1000;
        return [gaps.length / seconds, gaps[Math.floor(gaps.length * .95)], gaps.at(-1), 100 * waiting / rows, Math.max(...all.map(frame => frame[3]))].join(' ');
        """;

    /** Goes somewhere, and gives the milliseconds until that row is in sight with its content. */
    private static final String GO = """
        const [row, how, done] = arguments;
        const begun = performance.now();
        if (how === 'end') {
          document.querySelector('.grid-box').dispatchEvent(new KeyboardEvent('keydown', {key: 'End', ctrlKey: true, bubbles: true}));
        } else {
          const input = document.querySelector('.grid-jump input');
          input.value = row;
          input.dispatchEvent(new Event('change'));
        }
        const look = () => {
          const there = [...document.querySelectorAll('.grid-row:not(.waiting-row) .row-number')].some(cell => cell.textContent === String(row));
          if (there) {
            done(performance.now() - begun);
          } else {
            requestAnimationFrame(look);
          }
        };
        look();
        """;

    /** Pulls the scroll bar down and up again, in so many frames. */
    private static final String DRAG = """
        const [steps, done] = arguments;
        const box = document.querySelector('.grid-box');
        let step = 0;
        const pull = () => {
          step++;
          box.scrollTop = (box.scrollHeight - box.clientHeight) * (1 - Math.abs(2 * step / steps - 1));
          if (step < steps) {
            requestAnimationFrame(pull);
          } else {
            done(steps);
          }
        };
        pull();
        """;

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    private final StringBuilder report = new StringBuilder();

    @Test
    void a_million_rows() throws IOException {
        try (RunningVitrine vitrine = RunningVitrine.start();
                Browser browser = new Browser(vitrine.web(), folder)) {
            ApiClient ada = new ApiClient(vitrine.web(), "Ada", vitrine.password());
            String job =
                    ada.submit("banknote", BodyPublishers.ofFile(LongTable.write(folder.resolve("table.csv"), ROWS)));
            assertThat(ada.awaitDone(job, Duration.ofMinutes(10)).path("state").asText())
                    .isEqualTo("SUCCEEDED");
            browser.signIn("Ada", vitrine.password());
            browser.open("/jobs/" + job);
            browser.awaitText(".grid-foot", String.format(Locale.ROOT, "of %,d", ROWS));
            browser.awaitText("[data-plots-here] figcaption", "rows");
            browser.run("performance.setResourceTimingBufferSize(10000)");
            say(String.format(Locale.ROOT, "Results of %,d rows in the grid", ROWS));
            memory(browser, "at first");
            scroll(browser, "wheel", () -> browser.mouse().turnWheel(".grid-box", WHEEL));
            scroll(browser, "PageDown", () -> browser.find(".grid-box").sendKeys(Keys.PAGE_DOWN));
            go(browser, "end", ROWS);
            for (int part = 1; part <= 5; part++) {
                go(browser, "jump", (int) (ROWS * (part * 0.37 % 1)));
            }
            drag(browser);
            memory(browser, "at the end");
            fetched(browser);
            browser.assertNoComplaints();
        } finally {
            Files.writeString(Path.of("target/grid.txt"), report);
        }
    }

    /** Goes on with a movement for a while. */
    private void scroll(Browser browser, String how, Runnable movement) {
        browser.run(WATCH);
        long end = System.nanoTime() + TURNING.toNanos();
        BooleanSupplier on = () -> System.nanoTime() < end;
        int moves = 0;
        while (on.getAsBoolean()) {
            movement.run();
            moves++;
        }
        int furthest = frames(browser, how, moves);
        assertThat(furthest).as(how).isGreaterThan(500);
    }

    /** Gives the furthest row that was seen. */
    private int frames(Browser browser, String how, int moves) {
        String[] numbers = browser.run(FRAMES).split(" ", -1);
        say(String.format(
                Locale.ROOT,
                "%-10s %4d moves to row %,d: %3.0f frames/s, 95 %% within %3.0f ms, the longest %3.0f ms; %.1f %% of rows in sight were waited for",
                how,
                moves,
                Integer.valueOf(numbers[4]),
                number(numbers[0]),
                number(numbers[1]),
                number(numbers[2]),
                number(numbers[3])));
        return Integer.parseInt(numbers[4]);
    }

    /** The scroll bar pulled to the bottom and back: a browser without a screen shows none, so the place is set. */
    private void drag(Browser browser) {
        browser.find(".grid-box").sendKeys(Keys.chord(Keys.CONTROL, Keys.HOME));
        browser.run(WATCH);
        int moves = Integer.parseInt(browser.runAndWait(DRAG, 120));
        assertThat(frames(browser, "scroll bar", moves)).isEqualTo(ROWS);
    }

    private void go(Browser browser, String how, int row) {
        double millis = number(browser.runAndWait(GO, row, how));
        say(String.format(Locale.ROOT, "%-10s to row %,d: %.0f ms until it is there", how, row, millis));
    }

    private void memory(Browser browser, String when) {
        say(String.format(Locale.ROOT, "JavaScript heap %s: %.1f MB", when, browser.heapBytes() / 1e6));
    }

    private void fetched(Browser browser) {
        String[] numbers = browser.run("const all = performance.getEntriesByType('resource').filter(entry =>"
                        + " entry.name.includes('/rows?'));"
                        + "return all.length + ' ' + all.reduce((sum, entry) => sum + entry.transferSize, 0)")
                .split(" ", -1);
        say(String.format(
                Locale.ROOT, "fetched in all: %s ranges, %.2f MB over the wire", numbers[0], number(numbers[1]) / 1e6));
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    private void say(String line) {
        report.append(line).append('\n');
    }
}
