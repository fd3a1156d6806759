package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.web.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Pattern IN_PAGES = Pattern.compile("\\b(text|count)\\(\\s*\"([a-zA-Z0-9.-]+)\"\\s*([,)+])");
    /** Code in a template: lines of it, conditions, and values. */
    private static final Pattern CODE = Pattern.compile(
            "(?m)^@(import|param|template).*$|^!\\{.*}$|\\$(unsafe)?\\{[^}]*}"
                    + "|@(if|for|elseif|template[a-z.]*)\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)|@(endif|endfor|else)");

    private static final Pattern SAID = Pattern.compile(
            ">[^<>]*[A-Za-z]{2,}[^<>]*<|(aria-label|title|placeholder|alt)=\"[^\"]*[A-Za-z]{2,}[^\"]*\"");
    private static final Pattern SAID_BY_SCRIPT =
            Pattern.compile("\\b(textContent|placeholder|title|alt|ariaLabel) = ['`][^'`]*[A-Za-z]{3,}"
                    + "|'aria-label', ['`][^'`]*[A-Za-z]{3,}|\\b(notice|announce)\\(['`][^'`]*[A-Za-z]{3,}");
    /** What is the same in all languages. */
    private static final Set<String> NAMES =
            Set.of("curl", "Python", "Java", "Content-Type", "/openapi.json", "POST /api/v1/prototypes//predictions");

    private static final Pattern OF_PROBLEMS =
            Pattern.compile("\\b(?:told\\([^\";{]*?|missing\\(\\s*)\"([a-z.-]+)\"(?: : \"([a-z.-]+)\")?");
    private static final Pattern OF_TABLES =
            Pattern.compile("\\b(?:TableException\\.(?:invalid|tooLarge|unsupported)\\(|invalidColumn\\([^,;]+,"
                    + "|invalidRow\\([^;]*?,\\s*(?:\"\"|[a-z][A-Za-z.()]*),|notText\\()\\s*\"([a-z0-9.-]+)\"");
    private static final Pattern OF_REQUESTS = Pattern.compile(
            "\\b(?:badRequest\\([^,;]+,(?:[^\"?;]*\\?)?|unknown\\()\\s*\"([a-z.-]+)\"(?:\\s*:\\s*\"([a-z.-]+)\")?");
    private static final Pattern LITERAL = Pattern.compile("[\"'`]([a-zA-Z][a-zA-Z0-9-]*(?:\\.[a-zA-Z0-9-]*)*)[\"'`$]");
    private static final Pattern IN_SCRIPTS = Pattern.compile("\\b(text|count)\\(\\s*'([a-zA-Z0-9.-]+)'");

    @Test
    void every_text_that_pages_and_scripts_ask_for_is_there() throws IOException {
        Set<String> asked = new TreeSet<>();
        collect(asked, Path.of("src/main/jte"), IN_PAGES, "");
        collect(asked, Path.of("src/main/java"), IN_PAGES, "");
        collect(asked, Path.of("src/main/resources/assets"), IN_SCRIPTS, "js.");
        assertThat(asked).hasSizeGreaterThan(30).allMatch(key -> Texts.all().containsKey(key));
    }

    @Test
    void every_problem_has_title_reason_and_remedy() throws IOException {
        assertThat(keys(OF_PROBLEMS)).hasSizeGreaterThan(40).allSatisfy(key -> assertThat(Texts.all())
                .containsKeys("problem." + key, "problem." + key + ".why", "problem." + key + ".remedy"));
    }

    @Test
    void every_fault_of_a_table_or_a_request_has_reason_and_remedy() throws IOException {
        assertThat(keys(OF_TABLES)).hasSizeGreaterThan(35).allSatisfy(key -> assertThat(Texts.all())
                .containsKeys("table." + key, "table." + key + ".remedy"));
        assertThat(keys(OF_REQUESTS)).hasSizeGreaterThan(35).allSatisfy(key -> assertThat(Texts.all())
                .containsKeys("request." + key, "request." + key + ".remedy"));
    }

    @Test
    void no_text_stays_that_nobody_asks_for() throws IOException {
        Set<String> literals = new TreeSet<>();
        for (String folder : new String[] {"src/main/java", "src/main/jte", "src/main/resources/assets"}) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    LITERAL.matcher(Files.readString(file)).results().forEach(found -> literals.add(found.group(1)));
                }
            }
        }
        assertThat(Texts.all().keySet().stream()
                        .filter(key -> !key.startsWith("reject")) // see PhrasesTest
                        .filter(key -> !isAskedFor(key, literals))
                        .sorted())
                .isEmpty();
    }

    private static boolean isAskedFor(String key, Set<String> literals) {
        String bare = key.replaceFirst("^(problem|table|request|js)\\.", "");
        String stem = bare.replaceFirst("\\.(one|other|why|remedy)$", "");
        boolean begun = literals.stream()
                .anyMatch(literal -> literal.endsWith(".") && (key.startsWith(literal) || bare.startsWith(literal)));
        return begun
                || literals.contains(key)
                || literals.contains(bare)
                || literals.contains(stem)
                || literals.contains(key.replaceFirst("\\.(one|other)$", ""));
    }

    private static Set<String> keys(Pattern pattern) throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                pattern.matcher(Files.readString(file)).results().forEach(found -> {
                    for (int group = 1; group <= found.groupCount(); group++) {
                        if (found.group(group) != null) {
                            keys.add(found.group(group));
                        }
                    }
                });
            }
        }
        return keys;
    }

    private static void collect(Set<String> asked, Path folder, Pattern pattern, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                pattern.matcher(Files.readString(file)).results().forEach(use -> {
                    if (use.group(1).equals("count")) {
                        asked.add(prefix + use.group(2) + ".one");
                        asked.add(prefix + use.group(2) + ".other");
                    } else if (!isBeginning(use)) {
                        asked.add(prefix + use.group(2));
                    }
                });
            }
        }
    }

    /** Whether more is added to the key while the program runs. */
    private static boolean isBeginning(MatchResult use) {
        return use.groupCount() > 2 && use.group(3).equals("+");
    }

    @Test
    void no_page_says_anything_of_its_own() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/jte"))) {
            for (Path page : files.filter(Files::isRegularFile).toList()) {
                String markup = CODE.matcher(Files.readString(page)).replaceAll("");
                assertThat(SAID.matcher(markup)
                                .results()
                                .map(said ->
                                        said.group().replaceAll("^>|<$", "").strip())
                                .filter(said -> !NAMES.contains(said)))
                        .as(page.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void no_script_says_anything_of_its_own() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/assets"))) {
            for (Path script :
                    files.filter(file -> file.toString().endsWith(".js")).toList()) {
                String code = Files.readString(script).replaceAll("\\$\\{[^{}]*}", "");
                assertThat(SAID_BY_SCRIPT.matcher(code).results().map(MatchResult::group))
                        .as(script.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void values_are_put_in_their_places_as_they_are() {
        assertThat(Texts.text("site.signed-in-as", "$1 {0} \\ <b>")).isEqualTo("Signed in as $1 {0} \\ <b>");
        assertThat(Texts.language()).isEqualTo("en");
    }

    @Test
    void a_language_without_a_translation_is_refused() {
        assertThatThrownBy(() -> Texts.speak("tlh")).hasMessageContaining("no translation into 'tlh'");
        assertThatThrownBy(() -> Texts.speak("../x")).hasMessageContaining("no translation");
    }
}
