package dev.vitrine.console.session;

import dev.vitrine.common.operation.CloudSettings;

/**
 * The cloud that a window shows. It never changes: another cloud is another session.
 *
 * @param endpoint address as people read it, or {@code AWS}
 * @param profile of the AWS configuration, or where the credentials come from
 * @param production whether it is marked as production: nothing is changed there unless it is unlocked
 */
public record Session(
        CloudSettings settings, String endpoint, String profile, String region, String cluster, boolean production) {
    /** By this the saved states of several clouds are told apart. */
    public String key() {
        return (endpoint + "_" + profile + "_" + region).replaceAll("[^A-Za-z0-9.-]+", "-");
    }
}
