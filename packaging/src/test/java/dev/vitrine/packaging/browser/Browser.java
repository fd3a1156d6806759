package dev.vitrine.packaging.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium without a screen, at the pages of one Vitrine. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final URI site;
    private final ChromeDriver driver;

    /**
     * Opens a browser; skips the test where there is none.
     *
     * @param folder for its profile and what it downloads
     */
    Browser(URI site, Path folder) {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "no Chromium here; packaging/install-test-tools installs it");
        this.site = site;
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--window-size=1280,1000",
                "--user-data-dir=" + folder.resolve("profile"));
        options.setExperimentalOption(
                "prefs",
                Map.of("download.default_directory", folder.resolve("downloads").toString()));
        options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
        this.driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
    }

    /** Signs in from the page for that, and waits for the start page. */
    void signIn(String name, String password) {
        open("/sign-in");
        sendSignIn(name, password);
        awaitPath("/");
        awaitScripts();
    }

    /** Fills in the form of the page that asks who one is. */
    void sendSignIn(String name, String password) {
        type("#name", name);
        type("#password", password);
        click("button[type=submit]");
    }

    void open(String path) {
        driver.get(site.resolve(path).toString());
        awaitScripts();
    }

    /** Opens a page in another tab and goes on there; the tab before stays open. Its name is for {@link #closeTab}. */
    String anotherTab(String path) {
        String before = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        open(path);
        return before;
    }

    /** Closes the tab at hand and goes on in another. */
    void closeTab(String next) {
        driver.close();
        driver.switchTo().window(next);
    }

    /** Waits until the page's scripts are at work. */
    void awaitScripts() {
        until(
                "the page's scripts",
                () -> Boolean.TRUE.equals(((JavascriptExecutor) driver)
                        .executeScript("return document.documentElement.dataset.ready === 'true'")));
    }

    void type(String selector, String text) {
        WebElement element = find(selector);
        element.clear();
        element.sendKeys(text);
    }

    /** Gives a file input its file. */
    void choose(String selector, Path file) {
        find(selector).sendKeys(file.toString());
    }

    /** Chooses the option of a value in a list. */
    void choice(String selector, String value) {
        new org.openqa.selenium.support.ui.Select(find(selector)).selectByValue(value);
    }

    /** Presses keys wherever the focus is. */
    void press(CharSequence keys) {
        new org.openqa.selenium.interactions.Actions(driver).sendKeys(keys).perform();
    }

    void click(String selector) {
        find(selector).click();
    }

    Mouse mouse() {
        return new Mouse(driver);
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Waits until an element that the selector finds shows the text. */
    void awaitText(String selector, String text) {
        until("'" + text + "' in " + selector, () -> all(selector).stream()
                .anyMatch(element -> element.getText().contains(text)));
    }

    void awaitPath(String pattern) {
        until("an address like " + pattern, () -> path().matches(pattern));
    }

    String path() {
        return URI.create(driver.getCurrentUrl()).getPath();
    }

    /** Bytes of what scripts hold, after a garbage collection. */
    double heapBytes() {
        driver.executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        return Double.parseDouble(String.valueOf(
                driver.executeCdpCommand("Runtime.getHeapUsage", Map.of()).get("usedSize")));
    }

    /** Lets the pages do what a person would be asked for, such as {@code notifications}. */
    void grant(String... permissions) {
        driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("origin", site.toString(), "permissions", List.of((Object[]) permissions)));
    }

    /** Runs a script in every page before its own. */
    void beforeEveryPage(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    String run(String script, Object... arguments) {
        return String.valueOf(driver.executeScript(script, arguments));
    }

    /** Keeps addresses like these from being reached; none to reach all again. What failed meanwhile is forgiven. */
    void block(String... patterns) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of((Object[]) patterns)));
        if (patterns.length == 0) {
            driver.manage().logs().get(LogType.BROWSER);
        }
    }

    /** Leaves no session, as after a week away. */
    void forgetCookies() {
        driver.manage().deleteAllCookies();
    }

    /** Runs a script that calls its last argument with what it gives. */
    String runAndWait(String script, Object... arguments) {
        return String.valueOf(driver.executeAsyncScript(script, arguments));
    }

    /** What an address gives to the person that is signed in here. */
    String fetch(String path) {
        return runAndWait(
                "const done = arguments[1]; fetch(arguments[0]).then(answer => answer.text()).then(done)", path);
    }

    /** The width of a phone. */
    void becomePhone() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 780, "deviceScaleFactor", 1, "mobile", true));
    }

    /** What axe-core finds seriously wrong with the page that is open. */
    List<String> barriers() {
        return Axe.violations(driver);
    }

    /** Bytes that came over the wire for the page and all that it loads, when nothing is cached. */
    long bytesOfFirstVisit(String path) {
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        open(path);
        return ((Number) driver.executeScript("return performance.getEntriesByType('navigation').concat("
                        + "performance.getEntriesByType('resource'))"
                        + ".reduce((sum, entry) => sum + entry.transferSize, 0)"))
                .longValue();
    }

    /** Lets every answer take so long, and its bytes come so slowly, as on a weak line. */
    void throttle(Duration latency, int bitsPerSecond) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline",
                        false,
                        "latency",
                        latency.toMillis(),
                        "downloadThroughput",
                        bitsPerSecond / 8,
                        "uploadThroughput",
                        bitsPerSecond / 8));
    }

    /** The text of an element, shown or not. */
    String content(String selector) {
        return String.valueOf(find(selector).getDomProperty("textContent"));
    }

    String attribute(String selector, String name) {
        return String.valueOf(find(selector).getDomAttribute(name));
    }

    /** How far the page is wider than the window, in pixels. */
    long overflow() {
        return ((Number) driver.executeScript(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .longValue();
    }

    /** No script failed, and the content security policy had nothing to forbid. */
    void assertNoComplaints() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                        .filter(entry -> !entry.getMessage().contains("the server responded with a status of 4"))
                        .toList())
                .isEmpty();
    }

    void until(String what, java.util.function.BooleanSupplier condition) {
        new WebDriverWait(driver, Duration.ofSeconds(60))
                .withMessage(() -> what + " at " + driver.getCurrentUrl())
                .ignoring(StaleElementReferenceException.class)
                .until(any -> isNow(condition));
    }

    /** False too while the page that was looked at is being replaced by the next: the driver has two ways to say so. */
    private static boolean isNow(java.util.function.BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (WebDriverException e) {
            if (String.valueOf(e.getMessage()).contains("does not belong to the document")) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
