package dev.vitrine.packaging.deploy;

import dev.vitrine.packaging.deploy.Narrator.Change;
import dev.vitrine.packaging.image.BuiltImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** The images of this build in the registry of the cloud. */
record Images(BuiltImages built, EcrClient ecr, String commit, Narrator narrator) {
    static final String FRONTEND = "frontend";
    static final String PREDICTOR = "predictor";
    static final String BATCH = "batch";

    /** What every deployment needs. */
    static final List<String> ALL = List.of(FRONTEND, PREDICTOR, BATCH);

    /** Repository and tag of an image as it is in this build. */
    String reference(String name) {
        try {
            return built.reference(name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the image " + name, e);
        }
    }

    boolean isPushed(String name) {
        try {
            return built.isPushed(ecr, name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the image " + name, e);
        }
    }

    /** Pushes what the registry does not have. */
    void pushMissing() {
        for (String name : ALL) {
            if (isPushed(name)) {
                narrator.outcome(Change.UNCHANGED, "image " + reference(name), "");
                continue;
            }
            long begun = System.nanoTime();
            try {
                String digest = built.push(ecr, name, List.of(commit, "latest"));
                narrator.outcome(
                        Change.NEW,
                        "image " + reference(name),
                        digest.substring(0, "sha256:".length() + 12) + ", "
                                + Narrator.seconds(Duration.ofNanos(System.nanoTime() - begun)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the image " + name, e);
            }
        }
    }

    /** Repository and tag of what was pushed last, by whichever build. */
    Optional<String> newest(String name) {
        String repository = "vitrine/" + name;
        try {
            return ecr.describeImagesPaginator(request -> request.repositoryName(repository)).imageDetails().stream()
                    .filter(image -> image.imageTags().stream().anyMatch(BuiltImages::isContentTag))
                    .max(Comparator.comparing(ImageDetail::imagePushedAt))
                    .flatMap(image -> image.imageTags().stream()
                            .filter(BuiltImages::isContentTag)
                            .findFirst())
                    .map(tag -> repository + ":" + tag);
        } catch (RepositoryNotFoundException e) {
            return Optional.empty();
        }
    }
}
