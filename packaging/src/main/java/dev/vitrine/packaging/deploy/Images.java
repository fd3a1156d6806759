package dev.vitrine.packaging.deploy;

import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.packaging.deploy.Narrator.Change;
import dev.vitrine.packaging.image.BuiltImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    /**
     * The parameters that give a prototype its images of this build: those of all, or its own if it brings code and the build
     * made some for it.
     */
    Map<String, String> parameters(Prototype prototype) {
        List<String> own = own(prototype);
        return own.isEmpty()
                ? parameters(false, reference(PREDICTOR), reference(BATCH))
                : parameters(true, reference(own.getFirst()), reference(own.getLast()));
    }

    /** Parameters of a stack that is to have repositories of its own, but nothing that runs. */
    static Map<String, String> repositoriesAlone() {
        return parameters(true, "", "");
    }

    private static Map<String, String> parameters(boolean own, String predictor, String batch) {
        return Map.of("OwnImages", String.valueOf(own), "PredictorImage", predictor, "BatchImage", batch);
    }

    /** The names of a prototype's own images, first the function's, then the workers'; empty where it uses those of all. */
    List<String> own(Prototype prototype) {
        List<String> names = List.of(PREDICTOR + "-" + prototype.name(), BATCH + "-" + prototype.name());
        return prototype.predictor() instanceof PredictorSpec.PredictorClass
                        && names.stream().allMatch(built::has)
                ? names
                : List.of();
    }

    boolean hasRepository(String name) {
        return built.hasRepository(ecr, name);
    }

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

    /** Pushes what of these the registry does not have. */
    void pushMissing(List<String> names) {
        for (String name : names) {
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
