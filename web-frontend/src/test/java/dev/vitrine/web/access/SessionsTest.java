package dev.vitrine.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final List<byte[]> KEYS = List.of(new byte[32]);

    private static Sessions sessions(People people) {
        return new Sessions(KEYS, people, Clock.systemUTC());
    }

    private static People people(String password) {
        return new People("", password, Role.OWNER, "");
    }

    @Test
    void anotherSharedPasswordEndsTheSessionsOfTheOldOne() {
        People before = people("correct horse");
        People.Known ada = before.signIn("Ada", "correct horse").orElseThrow();
        String session = sessions(before).sign(ada.name(), ada.proof(), "token");

        assertThat(sessions(people("correct horse")).verify(session)).isPresent();
        assertThat(sessions(people("battery staple")).verify(session)).isEmpty();
        assertThat(sessions(people("")).verify(session)).isEmpty();
        assertThat(session).doesNotContain("correct horse");
    }
}
