package dev.vitrine.common.aws;

import dev.vitrine.common.operation.ImageOperations;
import dev.vitrine.common.operation.RegistryImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.Repository;

/** {@link ImageOperations} on ECR: the repositories {@code vitrine/...}. */
public record EcrImages(EcrClient ecr) implements ImageOperations {
    private static final String PREFIX = "vitrine/";

    @Override
    public List<RegistryImage> images() {
        return CloudProblems.call("list the images", () -> ecr.describeRepositoriesPaginator().repositories().stream()
                .filter(repository -> repository.repositoryName().startsWith(PREFIX))
                .sorted(Comparator.comparing(Repository::repositoryName))
                .flatMap(repository -> ecr
                        .describeImagesPaginator(request -> request.repositoryName(repository.repositoryName()))
                        .imageDetails()
                        .stream()
                        .map(image -> image(repository, image))
                        .sorted(Comparator.comparing((RegistryImage image) ->
                                        image.pushedAt().orElse(java.time.Instant.EPOCH))
                                .reversed()))
                .toList());
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
