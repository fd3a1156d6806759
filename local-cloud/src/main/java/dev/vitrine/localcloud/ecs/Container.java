package dev.vitrine.localcloud.ecs;

import org.jspecify.annotations.Nullable;

/**
 * A container of a task.
 *
 * @param status PENDING, RUNNING or STOPPED
 * @param exitCode null until it has ended, and when nobody learned it
 * @param reason why it did not start or end as it should; null as a rule
 */
record Container(
        String name,
        String image,
        String runtimeId,
        String status,
        @Nullable Integer exitCode,
        @Nullable String reason) {

    Container running() {
        return new Container(name, image, runtimeId, "RUNNING", null, null);
    }

    Container stopped(@Nullable Integer code, @Nullable String why) {
        return new Container(name, image, runtimeId, "STOPPED", code, why);
    }
}
