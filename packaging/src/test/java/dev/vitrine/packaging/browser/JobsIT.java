package dev.vitrine.packaging.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.packaging.run.ApiClient;
import dev.vitrine.packaging.run.RunningVitrine;
import dev.vitrine.packaging.run.VitrineExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What becomes of a job after it was started: its person is told, runs it again, compares, and others disagree. */
@ExtendWith(VitrineExtension.class)
class JobsIT {
    private static final String HEADER = "variance,skewness,curtosis,entropy\n";
    private static final String GENUINE = "3.6216,8.6661,-2.8073,-0.44699\n";

    /** Remembers the notifications that a page shows. */
    private static final String REMEMBER = """
        const Shown = window.Notification;
        window.Notification = class extends Shown {
          constructor(title, options) {
            super(title, options);
            sessionStorage.setItem('shown', title + ': ' + options.body);
          }
        };
        """;

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    @Test
    void a_job_is_dropped_told_of_run_again_compared_and_disagreed_about(RunningVitrine vitrine) throws IOException {
        try (Browser browser = new Browser(vitrine.web(), folder)) {
            browser.grant("notifications", "clipboardReadWrite", "clipboardSanitizedWrite");
            browser.beforeEveryPage(REMEMBER);
            browser.signIn("Edsger", vitrine.password());
            browser.click("a[href='/prototypes/banknote']");
            browser.awaitPath("/prototypes/banknote");
            browser.awaitScripts();
            slideAndCopy(browser);
            String first = drop(browser);
            String again = runAgain(browser, first);
            compare(browser, first, again);
            tellAllTabs(browser, vitrine);
            workbook(browser);
            disagree(browser, vitrine.password(), first);
            browser.open("/prototypes/banknote/about");
            browser.awaitText(".metric", "98.3 %");
            browser.open("/audit");
            browser.awaitText("main", "POST /jobs/{job}/again");
            browser.awaitText("main", "Barbara");
            assertThat(browser.barriers()).as("the trail of changes").isEmpty();
            browser.open("/docs");
            assertThat(browser.barriers()).as("the API's page").isEmpty();
            browser.assertNoComplaints();
        }
    }

    private static void slideAndCopy(Browser browser) {
        browser.click("[data-example]");
        browser.awaitText("#answer .answer-headline", "genuine");
        String before = browser.find("#field-variance").getDomProperty("value");
        browser.find("[data-field=variance] [data-slider]").sendKeys(Keys.ARROW_LEFT);
        assertThat(browser.find("#field-variance").getDomProperty("value")).isNotEqualTo(before);
        browser.click("#answer [data-share]");
        browser.awaitText("#answer [data-share]", "Copied");
        assertThat(browser.runAndWait("navigator.clipboard.readText().then(arguments[0])"))
                .endsWith(browser.attribute("#answer [data-share]", "href"));
    }

    /** A job that ends while its person is on another page. */
    private String drop(Browser browser) throws IOException {
        browser.open("/prototypes/banknote/batch");
        browser.mouse().drop(".drop", Files.writeString(folder.resolve("dropped.csv"), HEADER + GENUINE.repeat(40)));
        browser.awaitText("[data-preview]", "40 rows");
        browser.awaitText(".check-line", "All of 40 rows can be used.");
        browser.block("*/api/v1/jobs/*", "*/api/v1/events*");
        browser.click("[data-upload] button[type=submit]");
        browser.awaitPath("/jobs/[a-z0-9]+");
        String job = browser.path();
        browser.open("/");
        browser.block();
        browser.awaitText(".toast", "dropped.csv is done: 40 rows, 0 rejected.");
        assertThat(browser.run("return sessionStorage.getItem('shown')"))
                .isEqualTo("dropped.csv is done: 40 rows, 0 rejected");
        browser.click(".toast a");
        browser.awaitPath(job);
        browser.awaitText("[data-live=state]", "Succeeded");
        return job;
    }

    private static String runAgain(Browser browser, String first) {
        browser.open(first + "/again");
        assertThat(browser.barriers()).as("run again").isEmpty();
        browser.click("form[action$='/again'] button[type=submit]");
        browser.until(
                "another job",
                () -> browser.path().matches("/jobs/[a-z0-9]+")
                        && !browser.path().equals(first));
        browser.awaitText("[data-live=state]", "Succeeded");
        return browser.path();
    }

    private static void compare(Browser browser, String first, String again) {
        browser.open("/jobs?kind=tries");
        assertThat(browser.all("tr[data-job]")).isEmpty();
        browser.open("/prototypes/banknote/history?kind=jobs&state=SUCCEEDED");
        for (String job : new String[] {first, again}) {
            browser.click("input[name=job][value='" + job.substring("/jobs/".length()) + "']");
        }
        browser.click("[data-compare]");
        browser.awaitPath("/jobs/compare");
        browser.awaitText("[data-agreement]", "100.0 %");
        browser.awaitText("main", "40 of 40 rows have the same answer.");
        assertThat(browser.barriers()).as("two jobs compared").isEmpty();
    }

    /** A job of this person that none of their tabs knew of: a program submits it while they are elsewhere. */
    private static void tellAllTabs(Browser browser, RunningVitrine vitrine) {
        browser.open("/docs");
        String first = browser.anotherTab("/prototypes/banknote/about");
        browser.awaitScripts();
        submit(vitrine, "Grace");
        submit(vitrine, "Edsger");
        browser.awaitText(".toast", "API (banknote) is done: 2 rows, 0 rejected.");
        assertThat(browser.all(".toast")).as("not of other people's jobs").hasSize(1);
        browser.closeTab(first);
        browser.awaitText(".toast", "API (banknote) is done: 2 rows, 0 rejected.");
        browser.until("the browser's notification", () -> browser.run("return sessionStorage.getItem('shown')")
                .equals("API (banknote) is done: 2 rows, 0 rejected"));
        browser.open("/");
        assertThat(browser.all(".toast")).as("told once").isEmpty();
    }

    private static void submit(RunningVitrine vitrine, String person) {
        String ignored = new ApiClient(vitrine.web(), person, vitrine.password())
                .submit("banknote", BodyPublishers.ofString(HEADER + GENUINE.repeat(2)));
    }

    private void workbook(Browser browser) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (String line : (HEADER + GENUINE.repeat(3)).lines().toList()) {
            rows.append("<row>");
            for (String cell : line.split(",", -1)) {
                rows.append("<c t=\"inlineStr\"><is><t>").append(cell).append("</t></is></c>");
            }
            rows.append("</row>");
        }
        Map<String, String> parts = Map.of(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship"
                        + " Id=\"r1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
                "xl/workbook.xml",
                "<workbook xmlns:r=\"http://r\"><sheets><sheet name=\"notes\" r:id=\"r1\"/></sheets></workbook>",
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
        Path file = folder.resolve("notes.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        browser.open("/prototypes/banknote/batch");
        browser.mouse().drop(".drop", file);
        browser.awaitText("[data-preview]", "3 rows · Excel");
        browser.click("[data-upload] button[type=submit]");
        browser.awaitPath("/jobs/[a-z0-9]+");
        browser.awaitText(".progress-sentence", "3 rows answered");
    }

    /** One person confirms, another corrects. */
    private static void disagree(Browser browser, String password, String job) {
        String id = job.substring("/jobs/".length());
        String review = "/prototypes/banknote/review?show=all&job=" + id;
        browser.open(review);
        browser.awaitText("[data-progress-text]", "0 of 40 reviewed");
        browser.press("y");
        browser.awaitText("[data-progress-text]", "1 of 40 reviewed");
        browser.click("form[action='/sign-out'] button");
        browser.awaitPath("/sign-in");
        browser.signIn("Barbara", password);
        browser.open(review);
        browser.awaitText(".review-opinions", "One other person has reviewed this");
        browser.press("2");
        browser.press(Keys.ENTER);
        browser.awaitText("[data-progress-text]", "1 disagreement");
        browser.press("k");
        browser.awaitText(".review-opinions", "Reviewers disagree");
        browser.awaitText(".review-opinions", "Edsger confirmed it");
        assertThat(browser.barriers()).as("a review").isEmpty();
        assertThat(browser.fetch("/api/v1/prototypes/banknote/corrections.csv?job=" + id))
                .contains("Edsger", "confirmed", "Barbara", "corrected", "forged");
    }
}
