package dev.vitrine.web.page;

import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.web.catalog.Served;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An answer that was given at some time, with its inputs.
 *
 * @param served what is served now
 * @param result the answer, or what was wrong
 * @param id of the prediction
 * @param owner who asked
 * @param versions to ask again
 * @param before the answer that this one repeats
 */
public record AnswerPage(
        Frame frame,
        Served served,
        TryResult result,
        List<GivenView> inputs,
        String id,
        String version,
        String owner,
        Instant at,
        List<ModelVersion> versions,
        Optional<Before> before) {
    /**
     * An earlier answer to the same question.
     *
     * @param outputs that are different now
     */
    public record Before(String link, String version, Instant at, List<Changed> outputs) {}

    /** An output that is different now. */
    public record Changed(String label, String before, String now) {}

    /** Whether another version is served now. */
    public boolean isOld() {
        return !version.equals(served.version().version());
    }
}
