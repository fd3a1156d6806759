package dev.vitrine.packaging.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.packaging.run.RunningVitrine;
import dev.vitrine.packaging.run.VitrineExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are shared, plotted and asked by programs; the look; and that nobody is shut out. */
@ExtendWith(VitrineExtension.class)
class PagesIT {
    private static final long FIRST_PAGE = 150_000;

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    @Test
    void answers_are_plotted_shared_asked_again_and_handed_to_programs(RunningVitrine vitrine)
            throws IOException, InterruptedException {
        try (Browser browser = new Browser(vitrine.web(), folder)) {
            signIn(browser, vitrine.password());
            assertThat(browser.bytesOfFirstVisit("/")).isPositive().isLessThan(FIRST_PAGE);
            assertThat(browser.bytesOfFirstVisit("/prototypes/banknote")).isLessThan(FIRST_PAGE);
            browser.click("[data-example]");
            browser.awaitText("#answer .answer-headline", "genuine");
            plot(browser);
            runPrograms(browser, vitrine);
            share(browser);
            browser.assertNoComplaints();
        }
    }

    private static void signIn(Browser browser, String password) {
        browser.open("/sign-in");
        assertThat(browser.barriers()).as("sign in").isEmpty();
        browser.sendSignIn("Grace Hopper", password);
        browser.awaitPath("/");
        browser.awaitScripts();
    }

    private static void plot(Browser browser) {
        browser.choice("#what-if-show", "score");
        browser.awaitText("[data-plotted] .plot-name", "Variance");
        assertThat(browser.all(".plot-dot")).hasSize(41);
        assertThat(browser.attribute(".plot", "aria-label")).isEqualTo("Score over Variance, from -8 to 8");
        browser.choice("#what-if-vary", "entropy");
        browser.awaitText("[data-plotted] .plot-name", "Entropy");
        assertThat(browser.all(".what-if-table tbody tr")).hasSize(41);
        assertThat(browser.barriers()).as("try with an answer and a plot").isEmpty();
        browser.type("#field-variance", "heavy");
        browser.click("[data-plot]");
        browser.awaitText("[data-plotted]", "Variance is not a number.");
        browser.type("#field-variance", "3.6216");
    }

    /** The programs on the page, run as they stand there. */
    private void runPrograms(Browser browser, RunningVitrine vitrine) throws IOException, InterruptedException {
        browser.click(".code > summary");
        assertThat(run(vitrine, List.of("/bin/sh", "-c", browser.content("[data-snippet=curl]"))))
                .contains("\"verdict\":\"genuine\"");
        Path java = Files.writeString(folder.resolve("Ask.java"), browser.content("[data-snippet=java]"));
        String jdk = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertThat(run(vitrine, List.of(jdk, java.toString()))).contains("\"verdict\":\"genuine\"");
        assertThat(browser.content("[data-snippet=python]"))
                .contains("inputs = {\"inputs\": [{\"variance\": 3.6216, \"skewness\": 8.6661,");
    }

    private String run(RunningVitrine vitrine, List<String> program) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(program)
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().putAll(Map.of("VITRINE_PASSWORD", vitrine.password()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static void share(Browser browser) {
        String link = URI.create(browser.attribute("[data-share]", "href")).getPath();
        browser.open(link);
        browser.awaitText(".given", "3.6216");
        browser.awaitText("#answer .answer-headline", "genuine");
        assertThat(browser.barriers()).as("a shared answer").isEmpty();
        browser.click("form[data-once] button");
        browser.awaitText("[data-compared]", "The same answer as before");
        browser.open("/prototypes/banknote/history");
        browser.awaitText(".history", "genuine");
        assertThat(browser.barriers()).as("history").isEmpty();
        browser.click(".history [data-judge]");
        browser.awaitPath("/prototypes/banknote/review");
        browser.awaitText(".review-head", "Answer 1 of 1");
        browser.press("y");
        browser.awaitText("[data-progress-text]", "1 of 1 reviewed");
        browser.open(link);
        browser.click("#answer [data-judge]");
        browser.awaitPath("/prototypes/banknote/review");
        browser.awaitText(".review-given", "3.6216");
        browser.open("/prototypes/banknote/history");
        browser.click(".history a[href*='?from=']");
        browser.awaitPath("/prototypes/banknote");
        browser.awaitScripts();
        assertThat(browser.find("#field-variance").getDomProperty("value")).isEqualTo("3.6216");
    }

    @Test
    void nobody_is_shut_out_in_light_or_dark_or_on_a_phone(RunningVitrine vitrine) {
        try (Browser browser = new Browser(vitrine.web(), folder)) {
            signIn(browser, vitrine.password());
            for (String theme : List.of("light", "dark")) {
                browser.click("[data-theme-toggle]");
                assertThat(browser.attribute("html", "data-theme")).isEqualTo(theme);
                for (String page : List.of(
                        "/",
                        "/prototypes/digits",
                        "/prototypes/day-planner",
                        "/prototypes/banknote/about",
                        "/prototypes/banknote/batch",
                        "/jobs?who=everybody",
                        "/nowhere")) {
                    browser.open(page);
                    assertThat(browser.attribute("html", "data-theme")).isEqualTo(theme);
                    assertThat(browser.barriers()).as(page + " in " + theme).isEmpty();
                }
            }
            browser.becomePhone();
            for (String page : List.of("/", "/jobs", "/prototypes/day-planner", "/prototypes/banknote/about")) {
                browser.open(page);
                assertThat(browser.overflow()).as(page).isZero();
                assertThat(browser.barriers()).as(page + " on a phone").isEmpty();
            }
            browser.assertNoComplaints();
        }
    }
}
