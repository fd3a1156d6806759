package dev.vitrine.packaging.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.packaging.run.RunningVitrine;
import dev.vitrine.packaging.run.Workshop;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * A prototype that takes pictures, and whose every text is an attack: pictures come by file, drop, paste, camera and
 * pencil, and nowhere does a text become an element or a script.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PicturesIT {
    private static final String ATTACK = "<img src=x onerror=window.hurt=1>";
    private static final String ASK = "form[data-try] button[type=submit]";
    private static final String HEADLINE = "#answer .answer-headline";

    private Path folder;
    private RunningVitrine vitrine;
    private Browser browser;
    private String chosen = "";

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.NEVER) Path temporary) throws IOException {
        folder = temporary;
        Path ink = Files.createDirectories(folder.resolve("prototypes/ink"));
        Workshop.jar(InkPredictor.class, ink.resolve("ink.jar"));
        Files.writeString(ink.resolve("prototype.yaml"), """
                name: ink
                title: 'How much ink? ATTACK'
                summary: 'Looks at a picture. ATTACK'
                inputs:
                  - {name: picture, type: image, help: 'A picture ATTACK'}
                  - {name: note, type: text, required: false, unit: 'ATTACK', help: 'A note ATTACK', example: 'ATTACK'}
                  - {name: mood, type: category, values: [good, 'ATTACK'], required: false}
                outputs:
                  - {name: said, type: text, help: 'What it is ATTACK'}
                  - {name: tone, type: category, values: [light, dark, 'ATTACK']}
                  - {name: ink, type: number, digits: 3, unit: 'ATTACK'}
                  - {name: echo, type: text}
                predictor: {class: dev.vitrine.packaging.browser.InkPredictor, jar: ink.jar}
                """.replace("ATTACK", ATTACK));
        Files.writeString(
                ink.resolve("README.md"),
                "# " + ATTACK + "\n\n<script>window.hurt=1</script>\n\n[here](javascript:window.hurt=1) and " + ATTACK);
        vitrine = RunningVitrine.start(folder.resolve("state"), folder.resolve("prototypes"));
        browser = new Browser(vitrine.web(), folder);
    }

    @AfterAll
    void end() {
        if (browser != null) {
            browser.close();
        }
        if (vitrine != null) {
            vitrine.close();
        }
    }

    @Test
    void pictures_come_by_file_drop_paste_camera_and_pencil_and_no_text_becomes_code() throws IOException {
        browser.grant("videoCapture");
        browser.signIn(ATTACK, vitrine.password());
        browser.open("/prototypes/ink");
        byFile();
        byDrop();
        byPaste();
        byCamera();
        byPencil();
        String job = table();
        comment(job);
        for (String page : List.of(
                "/",
                "/prototypes/ink",
                "/prototypes/ink/batch",
                "/prototypes/ink/about",
                "/prototypes/ink/history",
                job,
                job + "/again",
                "/jobs?who=everybody",
                "/audit",
                "/docs",
                "/jobs?state=%22%3E%3Cscript%3Ewindow.hurt=1%3C/script%3E",
                "/%3Cscript%3Ewindow.hurt=1%3C/script%3E")) {
            browser.open(page);
            assertUnhurt(page);
        }
        browser.assertNoComplaints();
    }

    /** A worker takes 1,024 rows at a time; some wait until this test has seen what it looks for. */
    @Test
    void a_running_job_shows_workers_rows_rate_and_time_left_as_they_move() throws IOException {
        String picture = Base64.getEncoder().encodeToString(Files.readAllBytes(picture("png", 5, 5, Color.BLACK)));
        Path second = folder.resolve("second");
        Path third = folder.resolve("third");
        StringBuilder table = new StringBuilder("picture,note,mood\n");
        for (int row = 1; row <= 2_600; row++) {
            String note = row == 1_500 ? "wait " + second : row == 2_500 ? "wait " + third : "";
            table.append(picture).append(',').append(note).append(",good\n");
        }
        browser.signIn("Ada", vitrine.password());
        browser.open("/prototypes/ink/batch");
        browser.choose("#file", Files.writeString(folder.resolve("long.csv"), table));
        browser.awaitText("[data-preview]", "rows");
        browser.click("[data-upload] button[type=submit]");
        browser.awaitPath("/jobs/[a-z0-9]+");
        browser.awaitText("[data-live=rowsDone]", "1,024");
        browser.awaitText("[data-live=workers]", "1");
        browser.awaitText("[data-live=rate]", "rows/s");
        browser.awaitText("[data-live=left]", "about");
        String rate = browser.content("[data-live=rate]");
        browser.until("a rate that sinks while nothing comes", () -> !browser.content("[data-live=rate]")
                .equals(rate));
        Files.createFile(second);
        browser.awaitText("[data-live=rowsDone]", "2,048");
        assertThat(browser.run("return document.querySelector('progress[data-live]').value"))
                .isEqualTo("2048");
        Files.createFile(third);
        browser.awaitText("[data-live=state]", "Succeeded");
        browser.awaitText("[data-live=rowsDone]", "2,600");
        browser.assertNoComplaints();
    }

    private void byFile() throws IOException {
        browser.choose("#field-picture", picture("png", 30, 20, Color.BLACK));
        browser.type("#field-note", ATTACK);
        answer("PNG 30 x 20");
        browser.awaitText("#answer .output", "dark");
        browser.awaitText("#answer .output", ATTACK);
        assertUnhurt("an answer");
        browser.choose("#field-picture", Files.writeString(folder.resolve("words.png"), "no picture"));
        awaitPicture();
        browser.click(ASK);
        browser.awaitText("#answer", "Please mend one value");
        browser.awaitText("#field-picture-error", "Picture");
    }

    private void byDrop() throws IOException {
        browser.mouse().drop(".picture-drop", picture("jpg", 40, 24, Color.WHITE));
        answer("JPEG 40 x 24");
        browser.awaitText("#answer .output", "light");
    }

    private void byPaste() throws IOException {
        String base64 = Base64.getEncoder().encodeToString(Files.readAllBytes(picture("png", 12, 34, Color.BLACK)));
        browser.run(
                "const bytes = Uint8Array.from(atob(arguments[0]), letter => letter.charCodeAt(0));"
                        + "const clipboardData = new DataTransfer();"
                        + "clipboardData.items.add(new File([bytes], 'pasted.png', {type: 'image/png'}));"
                        + "document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true}))",
                base64);
        answer("PNG 12 x 34");
    }

    private void byCamera() {
        browser.click("[data-camera]");
        browser.until("the camera's picture", () -> browser.run(
                        "return document.querySelector('[data-camera-place] video').videoWidth > 0")
                .equals("true"));
        browser.click("[data-snap]");
        answer("JPEG ");
        assertThat(browser.find("[data-camera-place]").isDisplayed()).isFalse();
    }

    private void byPencil() {
        browser.click("[data-draw]");
        browser.mouse().draw("[data-draw-place] canvas", new int[] {-80, -80}, new int[] {80, 80});
        browser.click("[data-use]");
        answer("PNG 512 x 512");
        browser.awaitText("#answer .output", "light");
        browser.click("[data-remove]");
        browser.click(ASK);
        browser.awaitText("#answer", "Please mend one value");
    }

    /** Asks, and waits for what is said of the picture. */
    private void answer(String said) {
        awaitPicture();
        browser.click(ASK);
        browser.awaitText(HEADLINE, said);
    }

    /** Waits until another picture is chosen than before. */
    private void awaitPicture() {
        String before = chosen;
        browser.until("another picture", () -> {
            chosen = browser.run("return document.querySelector('.picture-preview').src");
            return chosen.startsWith("data:") && !chosen.equals(before);
        });
    }

    private String table() throws IOException {
        String picture = Base64.getEncoder().encodeToString(Files.readAllBytes(picture("png", 9, 9, Color.BLACK)));
        String table = "picture,note,mood," + ATTACK + "\n"
                + (picture + "," + ATTACK + ",good," + ATTACK + "\n").repeat(3)
                + picture + ",refuse " + ATTACK + ",good," + ATTACK + "\n"
                + ATTACK + ",x,good,y\n";
        browser.open("/prototypes/ink/batch");
        browser.choose("#file", Files.writeString(folder.resolve(ATTACK + ".csv"), table));
        browser.awaitText(".check-line", "would be rejected");
        assertUnhurt("the preview of a table");
        browser.click("[data-upload] button[type=submit]");
        browser.awaitPath("/jobs/[a-z0-9]+");
        browser.awaitText("[data-live=state]", "Succeeded");
        browser.awaitScripts();
        browser.awaitText(".grid-row", ATTACK);
        browser.awaitText(".mending-list", "is refused: refuse " + ATTACK);
        browser.awaitText("[data-plots-here]", "dark");
        assertUnhurt("a job");
        return browser.path();
    }

    private void comment(String job) {
        browser.open("/prototypes/ink/review?show=all&job=" + job.substring("/jobs/".length()));
        browser.awaitText(".review-head", "Answer 1 of 5");
        browser.until("the picture that was asked about", () -> browser.run(
                        "return document.querySelector('.review-given img')?.naturalWidth")
                .equals("9"));
        browser.press("m");
        browser.find("#review-comment").sendKeys(ATTACK);
        browser.find("#review-comment").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        browser.awaitText("[data-progress-text]", "1 of 5 reviewed");
        browser.awaitText(".review-head", "Answer 2 of 5");
        browser.press("k");
        browser.awaitText(".review-opinions", ATTACK);
        assertUnhurt("a review");
    }

    private void assertUnhurt(String where) {
        assertThat(browser.run("return window.hurt === undefined"))
                .as("no text ran as a script: " + where)
                .isEqualTo("true");
        assertThat(browser.all("img[src='x'], [onerror], a[href^='javascript:'], main script"))
                .as("no text became an element: " + where)
                .isEmpty();
    }

    private Path picture(String format, int width, int height, Color color) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return Files.write(folder.resolve(width + "x" + height + "." + format), bytes.toByteArray());
    }
}
