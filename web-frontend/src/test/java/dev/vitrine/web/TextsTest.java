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
    private static final Pattern IN_SCRIPTS = Pattern.compile("\\b(text|count)\\(\\s*'([a-zA-Z0-9.-]+)'");

    @Test
    void every_text_that_pages_and_scripts_ask_for_is_there() throws IOException {
        Set<String> asked = new TreeSet<>();
        collect(asked, Path.of("src/main/jte"), IN_PAGES, "");
        collect(asked, Path.of("src/main/java"), IN_PAGES, "");
        collect(asked, Path.of("src/main/resources/assets"), IN_SCRIPTS, "js.");
        assertThat(asked).hasSizeGreaterThan(30).allMatch(key -> Texts.all().containsKey(key));
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
