package dev.vitrine.packaging.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/**
 * The images of this build, and which of them a registry has. Each is known by a tag made from everything that goes into
 * it, {@code src-} and 16 hexadecimal digits, so that what has not changed is neither built nor sent nor deployed again.
 *
 * @param folders what the build put together, one image folder each
 * @param base what the images stand on
 * @param work where layers and runtimes are kept between builds
 * @param jdk whose runtime the images hold
 */
public record BuiltImages(Path folders, Base base, Path work, Path jdk) {
    private static final String TAG_PREFIX = "src-";
    private static final int TAG_DIGITS = 16;

    /** Repository and tag, such as {@code vitrine/frontend:src-0123456789abcdef}. */
    public String reference(String name) throws IOException {
        return repository(name) + ":" + tag(name);
    }

    /** Whether this build made an image of that name. */
    public boolean has(String name) {
        return Files.isRegularFile(folder(name).contentFile());
    }

    /** Whether a tag is one that is made from an image's content. */
    public static boolean isContentTag(String tag) {
        return tag.startsWith(TAG_PREFIX);
    }

    /** Whether the registry has a repository for that image. */
    public boolean hasRepository(EcrClient ecr, String name) {
        try {
            return !ecr.describeRepositories(request -> request.repositoryNames(repository(name)))
                    .repositories()
                    .isEmpty();
        } catch (RepositoryNotFoundException e) {
            return false;
        }
    }

    /** Whether the registry has the image as it is now. */
    public boolean isPushed(EcrClient ecr, String name) throws IOException {
        String tag = tag(name);
        try {
            return !ecr.describeImages(request -> request.repositoryName(repository(name))
                            .imageIds(ImageIdentifier.builder().imageTag(tag).build()))
                    .imageDetails()
                    .isEmpty();
        } catch (ImageNotFoundException | RepositoryNotFoundException e) {
            return false;
        }
    }

    /**
     * Pushes an image; returns its digest.
     *
     * @param moreTags that name it beside the tag of its content
     * @throws ImageException when it cannot be built or sent, with the remedy
     */
    public String push(EcrClient ecr, String name, List<String> moreTags) throws IOException {
        Repository repository = new Repository(ecr, repository(name));
        List<String> tags = new java.util.ArrayList<>(List.of(tag(name)));
        tags.addAll(moreTags);
        return image(name).push(repository.uri(), repository.credentials(), tags, jdk);
    }

    /** Writes a tar file; returns the image's digest. */
    String writeTar(String name, Path file) throws IOException {
        return image(name).writeTar(file, jdk);
    }

    private String tag(String name) throws IOException {
        ImageFolder folder = folder(name);
        if (!has(name)) {
            throw new ImageException("There is no image " + name + " in " + folders + "; build it (make images).");
        }
        String content = Files.readString(folder.contentFile()) + base.identity() + "\n"
                + (base.isComplete() ? new JavaRuntime(jdk, work).name() : "")
                + "\n" + image(name).cacheIdentity(jdk);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return TAG_PREFIX + HexFormat.of().formatHex(digest).substring(0, TAG_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String repository(String name) {
        return "vitrine/" + name;
    }

    private ContainerImage image(String name) {
        return new ContainerImage(name, folder(name), base, work);
    }

    private ImageFolder folder(String name) {
        return new ImageFolder(folders.resolve("vitrine").resolve(name).resolve("latest"));
    }
}
