package dev.vitrine.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SsoLoginTest {
    @Test
    void the_profile_is_named_and_a_failure_is_told_with_what_the_program_said(@TempDir Path folder) throws Exception {
        assertThat(new SsoLogin(program(folder, "[ \"$*\" = 'sso login --profile lab' ]")).run("lab"))
                .isEmpty();
        assertThat(new SsoLogin(program(folder, "echo 'the code was denied' >&2; exit 255")).run("lab"))
                .hasValueSatisfying(text -> assertThat(text).contains("ended with 255", "the code was denied"));
    }

    @Test
    void without_the_program_it_says_what_to_do(@TempDir Path folder) {
        assertThat(new SsoLogin(folder.resolve("aws").toString()).run("lab"))
                .hasValueSatisfying(text -> assertThat(text).contains("Install AWS's command line"));
    }

    @Test
    void nobody_waits_for_the_person_after_the_end(@TempDir Path folder) throws Exception {
        Path begun = folder.resolve("begun");
        SsoLogin login = new SsoLogin(program(folder, "touch '" + begun + "'; exec sleep 600"));
        CompletableFuture<Optional<String>> told = CompletableFuture.supplyAsync(() -> login.run("lab"));
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(begun));
        login.close();
        assertThat(told.get(60, TimeUnit.SECONDS)).isPresent();
    }

    private static String program(Path folder, String script) throws Exception {
        Path file = Files.createTempFile(folder, "aws", "");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }
}
