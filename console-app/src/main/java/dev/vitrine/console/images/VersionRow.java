package dev.vitrine.console.images;

import dev.vitrine.common.artifact.ModelVersion;

/**
 * A published version of a prototype.
 *
 * @param alias CHAMPION, CHALLENGER, or blank
 * @param metrics what its {@code metrics.json} tells, such as {@code accuracy 0.98}; blank without one
 */
public record VersionRow(ModelVersion version, String alias, String metrics) {
    public String key() {
        return version.prototype() + "#" + version.version();
    }
}
