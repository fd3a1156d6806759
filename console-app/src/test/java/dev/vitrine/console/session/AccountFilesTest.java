package dev.vitrine.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.kit.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountFilesTest {
    private static final String FIRST = "111111111111";
    private static final String SECOND = "222222222222";

    private StateFolder folder;

    @BeforeEach
    void name(@TempDir Path states) {
        folder = new StateFolder(
                states,
                new Session(
                        CloudSettings.OF_ENVIRONMENT, "AWS", Optional.of("lab"), false, "us-east-1", "vitrine", false));
    }

    private AccountFiles<String> open() {
        return AccountFiles.open(folder, String.class, 10);
    }

    private void keep(AccountFiles<String> files, String what) {
        files.state().put("seen", what);
        files.state().save();
        files.journal().add(what);
    }

    private String kept(String account) {
        return StateFile.open(folder.state(Optional.of(account)))
                .value("seen", String.class)
                .orElse("nothing");
    }

    @Test
    void what_was_seen_before_anybody_told_the_account_becomes_that_of_the_first() {
        AccountFiles<String> files = open();
        keep(files, "early");
        assertThat(files.belongTo(FIRST)).isTrue();
        keep(files, "late");
        assertThat(kept(FIRST)).isEqualTo("late");
        assertThat(open().journal().read()).containsExactly("early", "late");
        assertThat(files.belongTo(FIRST)).isTrue();
    }

    @Test
    void an_account_that_comes_after_another_in_one_session_gets_nothing_of_it() {
        AccountFiles<String> files = open();
        keep(files, "of the first");
        assertThat(files.belongTo(FIRST)).isTrue();

        assertThat(files.belongTo(SECOND)).isFalse();
        assertThat(files.belongTo(SECOND)).as("told once").isTrue();
        files.state().put("seen", "of the second");
        files.state().save();
        files.journal().add("what had begun ends");
        assertThat(kept(FIRST)).isEqualTo("of the first");
        assertThat(kept(SECOND)).isEqualTo("nothing");

        AccountFiles<String> next = open();
        assertThat(next.journal().read()).isEmpty();
        assertThat(next.belongTo(SECOND)).isTrue();
        keep(next, "of the second");
        assertThat(next.belongTo(FIRST)).isFalse();
        assertThat(open().journal().read()).containsExactly("of the first", "what had begun ends");
    }

    @Test
    void an_account_that_is_known_gets_nothing_of_what_nobody_told_the_account_of() throws Exception {
        AccountFiles<String> first = open();
        assertThat(first.belongTo(FIRST)).isTrue();
        keep(first, "of the first");
        forget();
        AccountFiles<String> nobodys = open();
        keep(nobodys, "of nobody");
        assertThat(nobodys.belongTo(FIRST)).isFalse();
        assertThat(kept(FIRST)).isEqualTo("of the first");
        assertThat(open().journal().read()).containsExactly("of the first");
    }

    /** Which account it was the last time is lost. */
    private void forget() throws IOException {
        try (Stream<Path> files = Files.list(folder.state(Optional.empty()).getParent())) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".account")).toList()) {
                Files.delete(file);
            }
        }
    }
}
