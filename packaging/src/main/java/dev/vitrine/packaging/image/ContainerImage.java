package dev.vitrine.packaging.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import dev.vitrine.packaging.aot.AotCaches;
import dev.vitrine.packaging.aot.RecordingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * One image as a container registry knows it, built without Docker. The same files and the same base give the same digest.
 *
 * @param name such as {@code frontend}
 * @param folder its programs, put together
 * @param work where layers and runtimes are kept between builds
 */
record ContainerImage(String name, ImageFolder folder, Base base, Path work) {
    private static final String USER = "10001:10001";

    /** A cache that does not fit the Java that runs the image is passed over without a word. */
    private static final List<String> AOT_OPTIONS = List.of("-XX:AOTCache=/app/" + ImageLayers.AOT, "-Xlog:aot*=off");

    /** Says whether the image can run as a container ({@code full}) or as a process alone ({@code application}). */
    private static final String LAYERS_LABEL = "dev.vitrine.layers";

    /** Writes a tar file that {@code podman load} and {@code docker load} read; returns the image's digest. */
    String writeTar(Path file, Path jdk) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            return containerize(
                    Containerizer.to(TarImage.at(file).named("vitrine/" + name + ":latest")), jdk, List.of());
        } catch (InvalidImageReferenceException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Pushes to a registry; what is there already is not sent again. Returns the image's digest.
     *
     * @param repository where, without a tag
     * @param tags that name it there, not empty
     */
    String push(String repository, Credentials credentials, List<String> tags, Path jdk) throws IOException {
        try {
            RegistryImage target = RegistryImage.named(repository + ":" + tags.getFirst())
                    .addCredential(credentials.user(), credentials.password());
            return containerize(Containerizer.to(target).setAllowInsecureRegistries(true), jdk, tags);
        } catch (InvalidImageReferenceException e) {
            throw new ImageException(repository + " is no name of a repository: " + e.getMessage(), e);
        }
    }

    /** How a registry knows us. */
    record Credentials(String user, String password) {
        /** What is printed never shows the password. */
        @Override
        public String toString() {
            return "Credentials[" + user + "]";
        }
    }

    private String containerize(Containerizer target, Path jdk, List<String> tags) throws IOException {
        Containerizer containerizer = target.setToolName("vitrine")
                .setBaseImageLayersCache(work.resolve("base-layers"))
                .setApplicationLayersCache(work.resolve("layers"));
        for (String tag : tags) {
            containerizer = containerizer.withAdditionalTag(tag);
        }
        try {
            JibContainer built = builder(jdk).containerize(containerizer);
            return built.getDigest().toString();
        } catch (RegistryException | ExecutionException | CacheDirectoryCreationException e) {
            throw failure(e);
        } catch (IOException e) {
            throw new ImageException(
                    "Image " + name + " cannot be built or sent: " + e.getMessage()
                            + ". Is there space on the disk, and does the registry answer?",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ImageException failure(Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        String remedy =
                switch (base) {
                    case Base.Registry(String reference) ->
                        " Where the base " + reference
                                + " cannot be pulled, make one with packaging/images/base and set BASE_IMAGE to its file.";
                    case Base.Tar tar -> " The base is " + tar.file() + ".";
                    case Base.None() -> " Does the registry answer, and do the AWS settings name it?";
                };
        return new ImageException(
                "Image " + name + " cannot be built or sent: " + cause.getMessage() + "." + remedy, e);
    }

    private JibContainerBuilder builder(Path jdk) throws IOException {
        ImageConfig config = folder.config();
        ImageLayers layers = new ImageLayers(folder);
        JibContainerBuilder builder = base.begin();
        Path java = base.isComplete() ? new JavaRuntime(jdk, work.resolve("runtimes")).link() : jdk;
        if (base.isComplete()) {
            builder.addFileEntriesLayer(ImageLayers.runtime(java));
        }
        layers.application().forEach(builder::addFileEntriesLayer);
        List<String> entrypoint = entrypoint();
        Optional<Path> aot = aot(java);
        if (aot.isPresent()) {
            builder.addFileEntriesLayer(ImageLayers.aot(aot.get()));
            entrypoint.addAll(1, AOT_OPTIONS);
        }
        return builder.setCreationTime(Instant.EPOCH)
                .setUser(USER)
                .addVolume(AbsoluteUnixPath.get("/tmp"))
                .setWorkingDirectory(AbsoluteUnixPath.get(config.workingDir()))
                .setEnvironment(config.variables())
                .setEntrypoint(entrypoint)
                .setProgramArguments(config.cmd())
                .setLabels(Map.of(LAYERS_LABEL, base.isComplete() ? "full" : "application"));
    }

    /**
     * Tells images with an ahead-of-time cache from those without: two recordings of the same program serve alike, so which
     * of them it is makes no difference.
     */
    String cacheIdentity(Path jdk) throws IOException {
        boolean has =
                switch (CacheUse.of(System.getenv(), base)) {
                    case RECORDED -> true;
                    case KEPT ->
                        caches(jdk).kept(name, folder.program(), content()).isPresent();
                    case NONE -> false;
                };
        return has ? ImageLayers.AOT : "";
    }

    /** The ahead-of-time cache for that Java. Without one an image starts slower and is the same else. */
    private Optional<Path> aot(Path java) throws IOException {
        if (!Files.isRegularFile(folder.contentFile())) {
            return Optional.empty();
        }
        try {
            return switch (CacheUse.of(System.getenv(), base)) {
                case RECORDED -> caches(java).of(name, folder.program(), content());
                case KEPT -> caches(java).kept(name, folder.program(), content());
                case NONE -> Optional.empty();
            };
        } catch (RecordingException e) {
            System.err.println(
                    "Image " + name + " gets no ahead-of-time cache and will start slower. " + e.getMessage());
            return Optional.empty();
        }
    }

    private AotCaches caches(Path java) throws IOException {
        ImageFolder cloud = new ImageFolder(
                folder.folder().resolveSibling("../local-cloud/latest").normalize());
        return new AotCaches(work.resolve("aot"), java, cloud.program());
    }

    private String content() throws IOException {
        return Files.readString(folder.contentFile());
    }

    /** With the runtime's own path. */
    private List<String> entrypoint() throws IOException {
        List<String> words = new ArrayList<>(folder.entrypoint());
        if (base.isComplete() && words.getFirst().equals("java")) {
            words.set(0, "/opt/java/bin/java");
        }
        return words;
    }
}
