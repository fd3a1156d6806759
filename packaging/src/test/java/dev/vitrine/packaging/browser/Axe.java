package dev.vitrine.packaging.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.JavascriptExecutor;

/** Deque's axe-core at the page that is open: the rules of WCAG 2.2 A and AA that a program can judge. */
final class Axe {
    private static final String SCRIPT = script();
    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
              .then(found => done(found.violations
                .filter(rule => rule.impact === 'serious' || rule.impact === 'critical')
                .map(rule => rule.id + ': ' + rule.nodes.map(node => node.html.slice(0, 160)).join(' | '))))
              .catch(problem => done(['axe failed: ' + problem]));
            """;

    private Axe() {}

    private static String script() {
        try (InputStream in = Objects.requireNonNull(
                Axe.class.getResourceAsStream("/axe.min.js"), "axe.min.js is not on the class path")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong seriously or critically: rule and elements, one line each. */
    @SuppressWarnings("unchecked") // the script gives texts
    static List<String> violations(JavascriptExecutor page) {
        page.executeScript(SCRIPT);
        return (List<String>) Objects.requireNonNull(page.executeAsyncScript(RUN));
    }
}
