package dev.vitrine.packaging.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.packaging.run.RunningVitrine;
import dev.vitrine.packaging.run.VitrineExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Tables from upload to review, in a real browser. */
@ExtendWith(VitrineExtension.class)
class TablesIT {
    @Test
    void a_table_is_matched_answered_sorted_mended_and_reviewed(
            RunningVitrine vitrine, @TempDir(cleanup = CleanupMode.NEVER) Path folder) throws IOException {
        try (Browser browser = new Browser(vitrine.web(), folder)) {
            signIn(browser, vitrine.password(), "Grace Hopper");
            matchAndSubmit(browser, folder);
            browser.awaitText("[data-live=state]", "Succeeded");
            String job = browser.path();
            sortAndFind(browser);
            mend(browser);
            browser.awaitText("main", "Mended rejects of the first job");
            browser.awaitText("[data-live=state]", "Succeeded");
            browser.awaitText(".grid-head", "original_row");
            browser.open(job);
            browser.awaitText(".mending", "Mended in");
            reviewOneRow(browser, job);
            review(browser, job);
            browser.assertNoComplaints();
        }
    }

    private static void signIn(Browser browser, String password, String name) {
        browser.open("/prototypes/banknote/batch");
        browser.sendSignIn(name, password);
        browser.awaitPath("/prototypes/banknote/batch");
        await("the page, once the cloud answers").atMost(Duration.ofMinutes(1)).until(() -> {
            browser.open("/prototypes/banknote/batch");
            return !browser.all("#file").isEmpty();
        });
    }

    private static void matchAndSubmit(Browser browser, Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int row = 1; row <= 60; row++) {
            lines.append("{\"Variance (wavelet)\":")
                    .append(row == 9 ? "\"heavy\"" : Integer.toString(row % 9 - 4))
                    .append(",\"skewness\":8.6,\"curt\":-2.8,\"entropy\":-0.4,\"note\":\"<b>n")
                    .append(row)
                    .append("</b>\"}\n");
        }
        browser.choose("#file", Files.writeString(folder.resolve("notes.jsonl"), lines));
        browser.awaitText("[data-preview]", "60 rows · JSON · answered at once");
        browser.awaitText(".match-table", "name is alike");
        assertThat(browser.find("[data-needed=variance]").getDomProperty("value"))
                .isEqualTo("Variance (wavelet)");
        browser.choice("[data-needed=curtosis]", "");
        browser.awaitText(".check-line", "Choose the column of your table for: curtosis.");
        browser.choice("[data-needed=curtosis]", "curt");
        browser.awaitText(".check-line", "1 of 60 rows would be rejected");
        assertThat(browser.barriers()).as("a table before it is sent").isEmpty();
        browser.click("[data-upload] button[type=submit]");
        browser.awaitPath("/jobs/[a-z0-9]+");
    }

    private static void sortAndFind(Browser browser) {
        browser.awaitText(".grid-foot", "of 60");
        browser.click("[data-column=score] .grid-sort");
        browser.awaitText("[data-column=score][aria-sort=ascending]", "score");
        browser.type(".grid-find input", "<b>n42</b>");
        browser.awaitText(".grid-foot", "Rows 1 to 1 of 1");
        browser.awaitText(".grid-row", "<b>n42</b>");
        browser.find(".grid-find input").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        browser.awaitText(".grid-foot", "of 60");
        browser.find(".grid-box").sendKeys(Keys.chord(Keys.CONTROL, Keys.END));
        browser.awaitText(".grid-foot", "to 60 of 60");
        browser.awaitText("[data-plots-here]", "genuine");
        browser.awaitText(".mending .reject-reason", "is not a number");
        assertThat(browser.barriers()).as("a job with grid, plots and rejects").isEmpty();
    }

    private static void mend(Browser browser) {
        browser.awaitText(".mending .reject-reason", "is not a number");
        browser.type(".mending .at-fault input", "3.5");
        browser.awaitText("[data-mend]", "Send 1 mended row");
        String before = browser.path();
        browser.click("[data-mend]");
        browser.awaitPath("/jobs/(?!" + before.substring("/jobs/".length()) + ")[a-z0-9]+");
    }

    /** From a row of the results to its review, and to that of any other row. */
    private static void reviewOneRow(Browser browser, String job) {
        browser.open(job);
        browser.awaitText(".grid-foot", "of 60");
        browser.type(".grid-jump input", "57\n");
        browser.awaitText(".grid-review", "Review row 57");
        browser.find(".grid-box").sendKeys(Keys.ARROW_UP);
        browser.awaitText(".grid-review", "Review row 56");
        browser.find(".grid-box").sendKeys(Keys.ENTER);
        browser.awaitPath("/prototypes/banknote/review");
        browser.awaitText(".review-head", "Answer 56 of 60 · row 56");
        browser.type("#at", "34\n");
        browser.awaitText(".review-head", "Answer 34 of 60 · row 34");
    }

    private static void review(Browser browser, String job) {
        browser.open("/prototypes/banknote/review?job=" + job.substring("/jobs/".length()));
        browser.awaitText("[data-progress-text]", "0 of 60 reviewed");
        browser.press("y");
        browser.awaitText("[data-progress-text]", "1 of 60 reviewed");
        browser.awaitText(".review-head", "Answer 2 of 60");
        String right = browser.find(".answer-headline").getText().equals("genuine") ? "2" : "1";
        browser.press(right);
        browser.press(Keys.ENTER);
        browser.awaitText("[data-progress-text]", "2 of 60 reviewed");
        browser.press("k");
        browser.awaitText(".review-opinions", "You corrected it to");
        browser.press("u");
        browser.awaitText("[data-progress-text]", "1 of 60 reviewed");
    }
}
