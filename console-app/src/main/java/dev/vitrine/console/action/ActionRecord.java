package dev.vitrine.console.action;

import dev.vitrine.console.kit.Secrets;
import java.time.Instant;

/**
 * An action that was taken. It holds no secret.
 *
 * @param id unique
 * @param where endpoint, account and region
 * @param requestId by which AWS knows it; blank when it was refused before
 * @param message what it made, or why it failed
 */
public record ActionRecord(
        String id,
        Instant at,
        String who,
        String where,
        String what,
        String target,
        String before,
        String after,
        String cli,
        String requestId,
        boolean done,
        String message) {
    public ActionRecord {
        before = Secrets.redact(before);
        after = Secrets.redact(after);
        cli = Secrets.redact(cli);
        message = Secrets.redact(message);
    }
}
