package dev.vitrine.common.aws;

import dev.vitrine.common.operation.ImageOperations;
import dev.vitrine.common.operation.RegistryImage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** {@link ImageOperations} on ECR: the repositories {@code vitrine/...}. */
public record EcrImages(EcrClient ecr) implements ImageOperations {
    private static final String PREFIX = "vitrine/";

    @Override
    public List<RegistryImage> images() {
        return CloudProblems.call("list the images", () -> ecr.describeRepositoriesPaginator().repositories().stream()
                .filter(repository -> repository.repositoryName().startsWith(PREFIX))
                .sorted(Comparator.comparing(Repository::repositoryName))
                .flatMap(this::images)
                .toList());
    }

    /** None when it was deleted meanwhile. */
    private Stream<RegistryImage> images(Repository repository) {
        try {
            return ecr
                    .describeImagesPaginator(request -> request.repositoryName(repository.repositoryName()))
                    .imageDetails()
                    .stream()
                    .map(image -> image(repository, image))
                    .sorted(Comparator.comparing(
                                    (RegistryImage image) -> image.pushedAt().orElse(Instant.EPOCH))
                            .reversed())
                    .toList()
                    .stream();
        } catch (RepositoryNotFoundException e) {
            return Stream.empty();
        }
    }

    private static RegistryImage image(Repository repository, ImageDetail image) {
        return new RegistryImage(
                repository.repositoryName(),
                repository.repositoryUri(),
                image.imageDigest(),
                image.imageTags(),
                image.imageSizeInBytes() == null ? 0 : image.imageSizeInBytes(),
                Optional.ofNullable(image.imagePushedAt()));
    }
}
