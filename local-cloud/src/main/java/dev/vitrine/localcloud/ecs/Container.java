package dev.vitrine.localcloud.ecs;

import org.jspecify.annotations.Nullable;

/**
 * A container of a task.
 *
 * @param imageDigest of the image that its tag named when it was started; null until then
 * @param status PENDING, RUNNING or STOPPED
 * @param exitCode null until it has ended, and when nobody learned it
 * @param reason why it did not start or end as it should; null as a rule
 */
record Container(
        String name,
        String image,
        @Nullable String imageDigest,
        String runtimeId,
        String status,
        @Nullable Integer exitCode,
        @Nullable String reason) {

    /** As it is defined, before it is started. */
    static Container pending(String name, String image, String runtimeId) {
        return new Container(name, image, null, runtimeId, "PENDING", null, null);
    }

    Container running(String digest) {
        return new Container(name, image, digest, runtimeId, "RUNNING", null, null);
    }

    Container stopped(@Nullable Integer code, @Nullable String why) {
        return new Container(name, image, imageDigest, runtimeId, "STOPPED", code, why);
    }
}
