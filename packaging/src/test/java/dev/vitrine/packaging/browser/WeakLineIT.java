package dev.vitrine.packaging.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.packaging.run.ApiClient;
import dev.vitrine.packaging.run.LongTable;
import dev.vitrine.packaging.run.RunningVitrine;
import dev.vitrine.packaging.run.VitrineExtension;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What pages do when answers are refused, come late or are long: they go on by themselves, or say so and try again. */
@ExtendWith(VitrineExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WeakLineIT {
    private static final int ROWS = 60_000;
    private static final String HEADER = "variance,skewness,curtosis,entropy";
    private static final String GENUINE = "\n3.6216,8.6661,-2.8073,-0.44699";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final RunningVitrine vitrine;
    private final ApiClient emmy;
    private final Front front;
    private final Browser browser;
    private final String longJob;

    WeakLineIT(RunningVitrine vitrine, @TempDir(cleanup = CleanupMode.NEVER) Path folder) throws IOException {
        this.vitrine = vitrine;
        this.emmy = new ApiClient(vitrine.web(), "Emmy", vitrine.password());
        this.longJob =
                emmy.submit("banknote", BodyPublishers.ofFile(LongTable.write(folder.resolve("long.csv"), ROWS)));
        this.front = new Front(vitrine.web());
        this.browser = new Browser(front.address(), folder);
    }

    @BeforeAll
    void sign_in() {
        browser.signIn("Emmy", vitrine.password());
    }

    @AfterAll
    void end() {
        browser.close();
        front.close();
    }

    /** Whether it asks for the events of the list, not for those that are this person's own. */
    private static boolean isStream(String target) {
        return target.startsWith("/api/v1/events") && !target.contains("owner=me");
    }

    @Test
    void a_stream_is_followed_again_after_refusals_and_a_session_that_ended_leads_to_sign_in_and_back() {
        String known = emmy.submit("banknote", BodyPublishers.ofString(HEADER + GENUINE.repeat(2)));
        browser.open("/jobs?who=everybody");
        browser.until("the job's event", () -> !browser.all("tr[data-job='" + known + "'][data-done='1']")
                .isEmpty());
        assertThat(front.asked()).isNotEmpty();

        CountDownLatch back = front.hold(WeakLineIT::isStream, 502, 429);
        front.cut();
        browser.awaitText("#connection", "cannot be reached");
        String missed = emmy.submit("banknote", BodyPublishers.ofString(HEADER + GENUINE.repeat(3)));
        back.countDown();
        browser.until("the stream again", () -> !browser.find("#connection").isDisplayed());
        assertThat(front.asked())
                .filteredOn(WeakLineIT::isStream)
                .last()
                .asString()
                .as("goes on after the last event")
                .matches("/api/v1/events\\?lastEventId=\\d+");
        browser.awaitText(".toast a[href='/jobs/" + missed + "']", "API");

        browser.forgetCookies();
        front.cut();
        browser.awaitPath("/sign-in");
        browser.sendSignIn("Emmy", vitrine.password());
        browser.awaitPath("/jobs");
        browser.awaitScripts();
        assertThat(browser.run("return location.search")).isEqualTo("?who=everybody");
    }

    @Test
    void a_long_result_comes_by_ranges_and_what_failed_is_tried_again() {
        assertThat(emmy.awaitDone(longJob, PATIENCE).path("state").asText()).isEqualTo("SUCCEEDED");
        CountDownLatch late =
                front.hold(target -> target.endsWith("/summary") || target.contains("/rejects?"), 503, 503);
        browser.open("/jobs/" + longJob);
        browser.awaitText("[data-plots-here]", "Drawing the plots");
        late.countDown();
        browser.awaitText("[data-plots-here] .notice", "The plots did not come");
        browser.awaitText("[data-mend-outcome]", "The connection was lost");
        assertThat(browser.barriers()).as("what did not come").isEmpty();
        browser.click("[data-plots-here] button");
        browser.awaitText("[data-plots-here] figcaption", "59,940 rows");
        browser.click("[data-more]");
        browser.awaitText(".mending .reject-fields", "variance");

        assertThat(front.asked()).isNotEmpty();
        browser.find(".grid-box").sendKeys(Keys.chord(Keys.CONTROL, Keys.END));
        browser.awaitText(".grid-row:not(.waiting-row) .row-number", "60000");
        browser.type(".grid-jump input", "30000\n");
        browser.awaitText(".grid-row:not(.waiting-row) .row-number", "30000");
        List<String> ranges = front.asked().stream()
                .filter(target -> target.contains("/rows"))
                .toList();
        assertThat(ranges).hasSizeBetween(2, 8).allMatch(target -> target.matches(".*/rows\\?from=\\d+&count=200"));
        assertThat(ranges).anyMatch(target -> target.contains("from=59800&"));
    }

    @Test
    void a_wide_result_says_what_is_left_out_and_is_reviewed_to_its_end() {
        StringBuilder header = new StringBuilder(HEADER);
        for (int column = 1; column <= 1_300; column++) {
            header.append(",note").append(column);
        }
        String wide =
                emmy.submit("banknote", BodyPublishers.ofString(header + (GENUINE + ",x".repeat(1_300)).repeat(60)));
        assertThat(emmy.awaitDone(wide, PATIENCE).path("state").asText()).isEqualTo("SUCCEEDED");
        browser.open("/jobs/" + wide);
        browser.awaitText(
                ".grid-card", "Of 1,304 inputs the first 196 are shown here. The downloads have all columns.");
        browser.open("/prototypes/banknote/review?job=" + wide + "&at=45");
        browser.awaitText(".review-head", "Answer 45 of 60 · row 45");
        browser.press(Keys.ARROW_RIGHT);
        browser.awaitText(".review-head", "Answer 46 of 60 · row 46");
    }
}
