package dev.vitrine.packaging.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.packaging.run.RunningVitrine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code make bench}: how soon a first visit on a weak line can be used. Not part of the tests, since it looks at time. */
class FirstPage {
    private static final Duration LATENCY = Duration.ofMillis(150);
    private static final int BITS_PER_SECOND = 1_600_000;
    private static final int VISITS = 5;

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    /** Notes when the page's scripts are at work: what waits for modules is later than the document itself. */
    private static final String READY = """
        new MutationObserver((changes, observer) => {
          if (document.documentElement?.dataset.ready === 'true') {
            observer.disconnect();
            window.readyAfter = performance.now();
          }
        }).observe(document, {attributes: true, childList: true, subtree: true});
        """;

    /** Bytes over the wire; milliseconds from the start of the navigation to the first paint, and until scripts work. */
    private record Visit(long bytes, long painted, long interactive) {}

    @Test
    void a_first_visit_on_a_weak_line() throws Exception {
        StringBuilder report = new StringBuilder(String.format(
                Locale.ROOT,
                "First visits at %.1f Mbit/s with %d ms of latency, medians of %d%n",
                BITS_PER_SECOND / 1e6,
                LATENCY.toMillis(),
                VISITS));
        try (RunningVitrine vitrine = RunningVitrine.start();
                Browser browser = new Browser(vitrine.web(), folder)) {
            browser.signIn("Ada", vitrine.password());
            browser.beforeEveryPage(READY);
            browser.throttle(LATENCY, BITS_PER_SECOND);
            for (String page : List.of("/", "/prototypes/banknote", "/prototypes/banknote/batch")) {
                List<Visit> visits = IntStream.range(0, VISITS)
                        .mapToObj(i -> visit(browser, page))
                        .sorted(Comparator.comparingLong(Visit::interactive))
                        .toList();
                Visit median = visits.get(VISITS / 2);
                report.append(String.format(
                        Locale.ROOT,
                        "%-30s %6.1f kB   painted %4d ms   interactive %4d ms%n",
                        page,
                        median.bytes() / 1e3,
                        median.painted(),
                        median.interactive()));
                assertThat(median.interactive()).as(report.toString()).isLessThan(1_000);
            }
        } finally {
            Files.writeString(Path.of("target/first-page.txt"), report);
        }
    }

    private static Visit visit(Browser browser, String page) {
        return new Visit(
                browser.bytesOfFirstVisit(page),
                number(browser, "performance.getEntriesByName('first-contentful-paint')[0].startTime"),
                number(browser, "window.readyAfter"));
    }

    private static long number(Browser browser, String expression) {
        return Math.round(Double.parseDouble(browser.run("return " + expression)));
    }
}
