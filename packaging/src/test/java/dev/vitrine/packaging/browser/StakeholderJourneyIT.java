package dev.vitrine.packaging.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.packaging.run.RunningVitrine;
import dev.vitrine.packaging.run.VitrineExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a stakeholder does, in a real browser against everything that `make run` starts. */
@ExtendWith(VitrineExtension.class)
class StakeholderJourneyIT {
    private static final String ASK = "form[data-try] button[type=submit]";

    @Test
    void a_stakeholder_tries_uploads_comes_back_and_leaves(
            RunningVitrine vitrine, @TempDir(cleanup = CleanupMode.NEVER) Path folder) throws IOException {
        try (Browser browser = new Browser(vitrine.web(), folder)) {
            signIn(browser, vitrine.password());
            tryABanknote(browser);
            String job = uploadATable(browser, folder);
            browser.open(job);
            browser.awaitText("[data-live=state]", "Succeeded");
            lookAtTheResults(browser);
            download(browser, folder);
            browser.open("/prototypes/banknote/history");
            browser.awaitText("[data-jobs]", "notes.csv");
            browser.awaitText(".table", "genuine");
            browser.assertNoComplaints();
            browser.click("form[action='/sign-out'] button");
            browser.awaitPath("/sign-in");
            browser.open(job);
            assertThat(browser.path()).isEqualTo("/sign-in");
        }
    }

    private static void signIn(Browser browser, String password) {
        browser.open("/prototypes/banknote");
        browser.sendSignIn("Ada Lovelace", "not this");
        browser.awaitText("[role=alert]", "This password is not right");
        browser.type("#password", password);
        browser.click("button[type=submit]");
        browser.awaitPath("/prototypes/banknote");
        browser.awaitScripts();
    }

    private static void tryABanknote(Browser browser) {
        browser.click("[data-example]");
        browser.awaitText("#answer .answer-headline", "genuine");
        browser.type("#field-variance", "heavy");
        browser.click("#field-skewness");
        browser.awaitText("#field-variance-error", "Variance is not a number.");
        browser.click(ASK);
        browser.awaitText("#answer", "Please mend one value");
        browser.type("#field-variance", "-3.5637");
        browser.type("#field-skewness", "-8.3827");
        browser.type("#field-curtosis", "12.393");
        browser.type("#field-entropy", "-1.2823");
        browser.click(ASK);
        browser.awaitText("#answer .answer-headline", "forged");
    }

    private static String uploadATable(Browser browser, Path folder) throws IOException {
        StringBuilder table = new StringBuilder("variance,skewness,curtosis,entropy,note\n");
        for (int row = 1; row <= 120; row++) {
            table.append(row == 7 ? "heavy" : "3.6216")
                    .append(",8.6661,-2.8073,-0.44699,=")
                    .append(row)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("notes.csv"), table);
        browser.open("/prototypes/banknote/batch");
        browser.choose("#file", file);
        browser.click("[data-upload] button[type=submit]");
        browser.awaitPath("/jobs/[a-z0-9]+");
        browser.awaitText("[data-live=state]", "Succeeded");
        browser.awaitText(".progress-sentence", "1 row was rejected");
        browser.awaitText(".mending-list", "variance is not a number");
        return browser.path();
    }

    private static void lookAtTheResults(Browser browser) {
        browser.awaitScripts();
        browser.awaitText(".grid-foot", "of 120");
        browser.type(".grid-jump input", "7\n");
        browser.awaitText(".grid-row.rejected", "variance is not a number");
        browser.awaitText("[data-plots-here] figcaption", "119 rows");
    }

    private static void download(Browser browser, Path folder) {
        browser.click("a[href*='results.csv']");
        Path downloads = folder.resolve("downloads");
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            try (Stream<Path> files = Files.list(downloads)) {
                List<Path> tables =
                        files.filter(file -> file.toString().endsWith(".csv")).toList();
                assertThat(tables).hasSize(1);
                List<String> lines = Files.readAllLines(tables.getFirst());
                assertThat(lines).hasSize(121);
                assertThat(lines.get(1)).startsWith("1,3.6216,8.6661,-2.8073,-0.44699,'=1,genuine,");
            }
        });
    }

    @Test
    void a_digit_is_drawn_and_days_are_planned_on_a_phone(
            RunningVitrine vitrine, @TempDir(cleanup = CleanupMode.NEVER) Path folder) {
        try (Browser browser = new Browser(vitrine.web(), folder)) {
            browser.becomePhone();
            signIn(browser, vitrine.password());
            browser.open("/prototypes/digits");
            browser.mouse().draw("[data-pad]", new int[] {0, -90}, new int[] {0, 90});
            browser.click(ASK);
            browser.awaitText("#answer .answer-headline", "1");
            assertThat(browser.all("#answer .bars li")).hasSize(10);

            browser.open("/prototypes/day-planner/batch");
            browser.click("form[data-once] button[type=submit]");
            browser.awaitText("#field-start-error", "is blank");
            browser.type("#field-start", "01012026");
            browser.type("#field-end", "01312026");
            browser.click("input[name=group][value=Female]");
            browser.click("form[data-once] button[type=submit]");
            browser.awaitPath("/jobs/[a-z0-9]+");
            browser.awaitText("[data-live=state]", "Succeeded");
            browser.awaitText(".progress-sentence", "31 rows answered");
            for (String page :
                    List.of("/", "/jobs", browser.path(), "/prototypes/digits", "/prototypes/banknote/about")) {
                browser.open(page);
                assertThat(browser.overflow()).as(page).isZero();
            }
            browser.assertNoComplaints();
        }
    }
}
