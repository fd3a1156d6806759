package dev.vitrine.localcloud.ecr;

import static dev.vitrine.localcloud.registry.Distribution.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.LocalCloudExtension;
import dev.vitrine.localcloud.registry.Distribution;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;
import software.amazon.awssdk.services.ecr.model.LayersNotFoundException;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TagStatus;

class EcrServiceTest {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private final EcrClient ecr = cloud.client(EcrClient.builder());
    private final Distribution registry = new Distribution(cloud::endpoint);

    @Test
    void aRepositoryIsMadeDescribedAndDeleted() {
        Repository made = ecr.createRepository(r -> r.repositoryName("vitrine/made")
                        .imageTagMutability(ImageTagMutability.IMMUTABLE)
                        .imageScanningConfiguration(s -> s.scanOnPush(true))
                        .tags(Tag.builder().key("prototype").value("banknote").build()))
                .repository();

        assertThat(made.repositoryArn()).isEqualTo("arn:aws:ecr:us-east-1:000000000000:repository/vitrine/made");
        assertThat(made.repositoryUri())
                .isEqualTo("127.0.0.1:" + cloud.endpoint().getPort() + "/vitrine/made");
        assertThat(made.createdAt()).isBefore(Instant.now().plusSeconds(1));
        assertThat(ecr.describeRepositories(r -> r.repositoryNames("vitrine/made"))
                        .repositories())
                .containsExactly(made);
        assertThat(ecr.listTagsForResource(r -> r.resourceArn(made.repositoryArn()))
                        .tags())
                .containsExactly(
                        Tag.builder().key("prototype").value("banknote").build());
        assertThatThrownBy(() -> ecr.createRepository(r -> r.repositoryName("vitrine/made")))
                .isInstanceOf(RepositoryAlreadyExistsException.class);
        assertThatThrownBy(() -> ecr.createRepository(r -> r.repositoryName("Vitrine")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("must satisfy regular expression");

        ecr.deleteRepository(r -> r.repositoryName("vitrine/made"));

        assertThatThrownBy(() -> ecr.describeRepositories(r -> r.repositoryNames("vitrine/made")))
                .isInstanceOf(RepositoryNotFoundException.class)
                .hasMessageContaining("The repository with name 'vitrine/made' does not exist in the registry");
    }

    @Test
    void settingsAndTagsChange() {
        String arn = ecr.createRepository(r -> r.repositoryName("vitrine/settings"))
                .repository()
                .repositoryArn();
        ecr.putImageTagMutability(
                r -> r.repositoryName("vitrine/settings").imageTagMutability(ImageTagMutability.IMMUTABLE));
        ecr.putImageScanningConfiguration(
                r -> r.repositoryName("vitrine/settings").imageScanningConfiguration(s -> s.scanOnPush(true)));
        ecr.tagResource(r -> r.resourceArn(arn)
                .tags(
                        Tag.builder().key("a").value("1").build(),
                        Tag.builder().key("b").value("2").build()));
        ecr.untagResource(r -> r.resourceArn(arn).tagKeys("a"));

        Repository changed = ecr.describeRepositories(r -> r.repositoryNames("vitrine/settings"))
                .repositories()
                .getFirst();
        assertThat(changed.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
        assertThat(changed.imageScanningConfiguration().scanOnPush()).isTrue();
        assertThat(ecr.listTagsForResource(r -> r.resourceArn(arn)).tags())
                .extracting(Tag::key)
                .containsExactly("b");
    }

    @Test
    void theTokenSaysWhereToPush() {
        AuthorizationData data = ecr.getAuthorizationToken().authorizationData().getFirst();

        assertThat(data.proxyEndpoint()).isEqualTo(cloud.endpoint().toString());
        assertThat(new String(Base64.getDecoder().decode(data.authorizationToken()), UTF_8))
                .startsWith("AWS:");
        assertThat(data.expiresAt()).isAfter(Instant.now().plusSeconds(11 * 3600));
    }

    @Test
    void pushedImagesAreDescribedAndListed() throws Exception {
        ecr.createRepository(r -> r.repositoryName("vitrine/images"));
        String first = registry.pushImage("vitrine/images", "v1", "{\"v\":1}", bytes("first layer"))
                .toString();
        String second = registry.pushImage("vitrine/images", "v1", "{\"v\":2}", bytes("second"))
                .toString();

        ImageDetail tagged = ecr.describeImages(
                        r -> r.repositoryName("vitrine/images").imageIds(tag("v1")))
                .imageDetails()
                .getFirst();
        assertThat(tagged.imageDigest()).isEqualTo(second);
        assertThat(tagged.imageTags()).containsExactly("v1");
        assertThat(tagged.imageSizeInBytes()).isEqualTo(13);
        assertThat(tagged.imageManifestMediaType()).isEqualTo(Distribution.IMAGE);
        assertThat(ecr.describeImages(
                                r -> r.repositoryName("vitrine/images").filter(f -> f.tagStatus(TagStatus.UNTAGGED)))
                        .imageDetails())
                .singleElement()
                .satisfies(it -> assertThat(it.imageDigest()).isEqualTo(first))
                .satisfies(it -> assertThat(it.hasImageTags()).isFalse());
        assertThat(ecr.listImagesPaginator(
                                r -> r.repositoryName("vitrine/images").maxResults(1))
                        .imageIds())
                .hasSize(2);
        assertThatThrownBy(() -> ecr.describeImages(
                        r -> r.repositoryName("vitrine/images").imageIds(tag("v9"))))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining("{imageDigest:'null', imageTag:'v9'}");
        assertThatThrownBy(() -> ecr.deleteRepository(r -> r.repositoryName("vitrine/images")))
                .isInstanceOf(RepositoryNotEmptyException.class);
        ecr.deleteRepository(r -> r.repositoryName("vitrine/images").force(true));
    }

    @Test
    void imagesAreRetaggedAndDeleted() throws Exception {
        ecr.createRepository(r -> r.repositoryName("vitrine/tags"));
        String digest =
                registry.pushImage("vitrine/tags", "v1", "{}", bytes("layer")).toString();
        String manifest = ecr.batchGetImage(
                        r -> r.repositoryName("vitrine/tags").imageIds(tag("v1")))
                .images()
                .getFirst()
                .imageManifest();

        ecr.putImage(
                r -> r.repositoryName("vitrine/tags").imageManifest(manifest).imageTag("champion"));

        assertThatThrownBy(() -> ecr.putImage(r ->
                        r.repositoryName("vitrine/tags").imageManifest(manifest).imageTag("champion")))
                .isInstanceOf(ImageAlreadyExistsException.class);
        assertThatThrownBy(() -> ecr.putImage(r -> r.repositoryName("vitrine/tags")
                        .imageManifest(new String(Distribution.manifest(bytes("x"), bytes("y")), UTF_8))))
                .isInstanceOf(LayersNotFoundException.class);
        var deleted = ecr.batchDeleteImage(r -> r.repositoryName("vitrine/tags").imageIds(tag("v1"), tag("v9")));
        assertThat(deleted.imageIds()).singleElement().satisfies(it -> assertThat(it.imageTag())
                .isEqualTo("v1"));
        assertThat(deleted.failures()).singleElement().satisfies(it -> assertThat(it.failureCode())
                .isEqualTo(ImageFailureCode.IMAGE_NOT_FOUND));
        assertThat(ecr.describeImages(r -> r.repositoryName("vitrine/tags"))
                        .imageDetails()
                        .getFirst()
                        .imageTags())
                .containsExactly("champion");
        ecr.batchDeleteImage(r -> r.repositoryName("vitrine/tags")
                .imageIds(ImageIdentifier.builder().imageDigest(digest).build()));
        assertThat(ecr.listImages(r -> r.repositoryName("vitrine/tags")).imageIds())
                .isEmpty();
    }

    @Test
    void layersAreKnownToTheirRepository() throws Exception {
        ecr.createRepository(r -> r.repositoryName("vitrine/layers"));
        String there = registry.push("vitrine/layers", bytes("there")).toString();
        String missing = "sha256:" + "0".repeat(64);

        var answer = ecr.batchCheckLayerAvailability(
                r -> r.repositoryName("vitrine/layers").layerDigests(there, missing, "nonsense"));

        assertThat(answer.layers())
                .extracting(it -> it.layerAvailability())
                .containsExactly(LayerAvailability.AVAILABLE, LayerAvailability.UNAVAILABLE);
        assertThat(answer.failures()).hasSize(1);
    }

    @Test
    void aLifecyclePolicyIsCarriedOut() throws Exception {
        ecr.createRepository(r -> r.repositoryName("vitrine/expiring"));
        for (String tag : List.of("one", "two", "three")) {
            registry.pushImage("vitrine/expiring", tag, "{\"tag\":\"" + tag + "\"}", bytes(tag));
        }
        assertThatThrownBy(() -> ecr.getLifecyclePolicy(r -> r.repositoryName("vitrine/expiring")))
                .isInstanceOf(LifecyclePolicyNotFoundException.class);
        assertThatThrownBy(() -> ecr.putLifecyclePolicy(
                        r -> r.repositoryName("vitrine/expiring").lifecyclePolicyText("{}")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Lifecycle policy validation failure");
        String policy = """
                {"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan",
                "countNumber":1},"action":{"type":"expire"}}]}""";

        ecr.putLifecyclePolicy(r -> r.repositoryName("vitrine/expiring").lifecyclePolicyText(policy));

        await().until(() -> ecr.listImages(r -> r.repositoryName("vitrine/expiring"))
                        .imageIds()
                        .size()
                == 1);
        assertThat(ecr.getLifecyclePolicy(r -> r.repositoryName("vitrine/expiring"))
                        .lifecyclePolicyText())
                .isEqualTo(policy);
        registry.pushImage("vitrine/expiring", "four", "{\"tag\":\"four\"}", bytes("four"));
        await().until(() -> ecr.listImages(r -> r.repositoryName("vitrine/expiring")).imageIds().stream()
                .map(ImageIdentifier::imageTag)
                .toList()
                .equals(List.of("four")));
    }

    private static ImageIdentifier tag(String tag) {
        return ImageIdentifier.builder().imageTag(tag).build();
    }
}
