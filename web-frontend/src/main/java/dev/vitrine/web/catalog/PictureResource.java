package dev.vitrine.web.catalog;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** {@code GET /prototypes/{p}/versions/{v}/picture}: the picture that a version brings. */
public final class PictureResource {
    private static final int MOST = 2_000_000;

    private final PrototypeCatalog catalog;
    private final ArtifactBucket bucket;

    public PictureResource(PrototypeCatalog catalog, ArtifactBucket bucket) {
        this.catalog = catalog;
        this.bucket = bucket;
    }

    /** Where the picture of a version lies, if it has one. */
    public static Optional<String> address(Served served) {
        return file(served.version())
                .map(file -> "/prototypes/" + served.name() + "/versions/"
                        + served.version().version() + "/picture");
    }

    private static Optional<String> file(ModelVersion version) {
        return ModelVersion.PICTURES.stream()
                .filter(picture -> version.files().containsKey(picture))
                .findFirst();
    }

    public void serve(Context ctx) throws IOException {
        String prototype = ctx.pathParam("prototype");
        ModelVersion version = catalog.version(prototype, ctx.pathParam("version"))
                .map(Served::version)
                .orElseThrow(() -> none(prototype));
        String file = file(version).orElseThrow(() -> none(prototype));
        String digest = String.valueOf(version.files().get(file));
        try (InputStream in = bucket.open(BucketKeys.blob(digest))) {
            byte[] picture = in.readNBytes(MOST + 1);
            if (picture.length > MOST) {
                throw none(prototype);
            }
            // A picture may hold markup of its own: whoever opens it alone sees a picture and nothing that acts.
            ctx.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                    .header("Cache-Control", "private, max-age=31536000, immutable")
                    .contentType(type(file))
                    .result(picture);
        }
    }

    private static RuntimeException none(String prototype) {
        return Problem.missing("missing.picture", prototype);
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.'))) {
            case ".svg" -> "image/svg+xml";
            case ".png" -> "image/png";
            case ".jpg" -> "image/jpeg";
            case ".webp" -> "image/webp";
            default -> throw new IllegalStateException("no type is known for " + file);
        };
    }
}
