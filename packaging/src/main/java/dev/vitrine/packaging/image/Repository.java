package dev.vitrine.packaging.image;

import dev.vitrine.packaging.image.ContainerImage.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** A repository of ECR, by the SDK's settings: on AWS, or in the local cloud. */
record Repository(EcrClient ecr, String name) {
    /** Where images are pushed to; the repository is made when there is none. */
    String uri() {
        try {
            return ecr.describeRepositories(request -> request.repositoryNames(name))
                    .repositories()
                    .getFirst()
                    .repositoryUri();
        } catch (RepositoryNotFoundException e) {
            return ecr.createRepository(request -> request.repositoryName(name))
                    .repository()
                    .repositoryUri();
        }
    }

    Credentials credentials() {
        String token =
                ecr.getAuthorizationToken().authorizationData().getFirst().authorizationToken();
        String[] parts = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8).split(":", 2);
        return new Credentials(parts[0], parts[1]);
    }
}
