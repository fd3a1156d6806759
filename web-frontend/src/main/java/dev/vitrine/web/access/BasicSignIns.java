package dev.vitrine.web.access;

import dev.vitrine.common.artifact.Digests;
import dev.vitrine.web.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sign-ins by HTTP Basic. Programs send the password with each request; one that was right is remembered for some minutes,
 * by a digest that means nothing outside this process, so that Argon2 is not computed for each.
 */
public final class BasicSignIns {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST = 1_000;

    private final People people;
    private final Clock clock;
    private final String salt = Ids.secret(26);
    private final Map<String, Remembered> remembered = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST;
        }
    };

    private record Remembered(People.Known known, Instant until) {}

    public BasicSignIns(People people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    /** Who signed in so before, a short while ago. */
    Optional<People.Known> recall(String name, String password) {
        synchronized (remembered) {
            Remembered found = remembered.get(key(name, password));
            return found != null && found.until().isAfter(clock.instant())
                    ? Optional.of(found.known())
                    : Optional.empty();
        }
    }

    /** Looks at the password, unless another request by it was let in while this one waited for its turn. */
    Optional<People.Known> signIn(String name, String password) {
        Optional<People.Known> meanwhile = recall(name, password);
        if (meanwhile.isPresent()) {
            return meanwhile;
        }
        Optional<People.Known> known = people.signIn(name, password);
        known.ifPresent(person -> {
            synchronized (remembered) {
                remembered.put(
                        key(name, password),
                        new Remembered(person, clock.instant().plus(REMEMBERED)));
            }
        });
        return known;
    }

    private String key(String name, String password) {
        return Digests.sha256((salt + "\n" + name + "\n" + password).getBytes(StandardCharsets.UTF_8));
    }
}
