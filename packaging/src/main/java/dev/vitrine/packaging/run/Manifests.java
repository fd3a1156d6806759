package dev.vitrine.packaging.run;

import dev.vitrine.common.prototype.ManifestException;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.packaging.deploy.PrototypeFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The manifests of all prototypes, read before anything is started. */
final class Manifests {
    private Manifests() {}

    /** @throws CannotRunException when one is broken: one line per problem */
    static void require(Path prototypes) {
        List<String> problems = new ArrayList<>();
        for (Path folder : PrototypeFolders.in(prototypes)) {
            try {
                ManifestReader.read(folder.resolve("prototype.yaml"));
            } catch (ManifestException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new CannotRunException(String.join("\n", problems));
        }
    }
}
