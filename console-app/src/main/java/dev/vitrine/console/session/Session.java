package dev.vitrine.console.session;

import dev.vitrine.common.operation.CloudSettings;
import java.util.Optional;

/**
 * The cloud that a window shows. It never changes: another cloud is another session.
 *
 * @param endpoint address as people read it, or {@code AWS}
 * @param profile of the AWS configuration, also when the environment names it
 * @param localCredentials whether nobody gives credentials and the local cloud takes any
 * @param production whether it is marked as production: nothing is changed there unless it is unlocked
 */
public record Session(
        CloudSettings settings,
        String endpoint,
        Optional<String> profile,
        boolean localCredentials,
        String region,
        String cluster,
        boolean production) {
    /** The profile, or where credentials come from without one. */
    public String profileText() {
        return profile.orElse(localCredentials ? "no profile, local credentials" : "no profile");
    }

    /** By this the saved states of several clouds are told apart. */
    public String key() {
        return (endpoint + "_" + profile.orElse("no profile") + "_" + region).replaceAll("[^A-Za-z0-9.-]+", "-");
    }
}
