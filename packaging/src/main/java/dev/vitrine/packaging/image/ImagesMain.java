package dev.vitrine.packaging.image;

import dev.vitrine.common.aws.AwsClients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;

/**
 * {@code make images} and {@code make upload_...}. Arguments: {@code tar} or {@code push}, the folder that the build put
 * the images together in, a folder to work in, the tag of the source, and the names of images. {@code BASE_IMAGE} says
 * what they stand on.
 */
public final class ImagesMain {
    private static final String USUAL_BASE = "debian:stable-slim";

    private final Path folders;
    private final Path work;
    private final String tag;
    private final Base base;
    private final Path jdk = Path.of(System.getProperty("java.home"));

    private ImagesMain(Path folders, Path work, String tag, Base base) {
        this.folders = folders;
        this.work = work;
        this.tag = tag;
        this.base = base;
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 5) {
            System.err.println("usage: ImagesMain tar|push <image folders> <work folder> <tag> <name>...");
            System.exit(2);
        }
        try {
            Base base = Base.of(System.getenv().getOrDefault("BASE_IMAGE", USUAL_BASE));
            ImagesMain main = new ImagesMain(Path.of(args[1]), Path.of(args[2]), args[3], base);
            List<String> names = List.of(args).subList(4, args.length);
            switch (args[0]) {
                case "tar" -> main.writeTars(names);
                case "push" -> main.push(names);
                default -> throw new ImageException("Say tar or push, not " + args[0] + ".");
            }
        } catch (ImageException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (SdkException e) {
            System.err.println("The cloud refuses or does not answer: " + e.getMessage()
                    + ". Is it started (make run), or do AWS_PROFILE and AWS_REGION name the account?");
            System.exit(1);
        }
    }

    private void writeTars(List<String> names) throws IOException {
        for (String name : names) {
            Path file = work.resolve("tar").resolve(name + ".tar");
            String digest = image(name).writeTar(file, jdk);
            System.out.println("vitrine/" + name + "  " + digest + "  " + file);
        }
    }

    private void push(List<String> names) throws IOException {
        try (AwsClients clients = AwsClients.patient()) {
            EcrClient ecr = clients.client(EcrClient.builder());
            for (String name : names) {
                Repository repository = new Repository(ecr, "vitrine/" + name);
                String uri = repository.uri();
                String digest = image(name).push(uri, repository.credentials(), List.of(tag, "latest"), jdk);
                System.out.println(uri + ":" + tag + "  " + digest);
            }
        }
    }

    private ContainerImage image(String name) {
        return new ContainerImage(
                name, new ImageFolder(folders.resolve("vitrine").resolve(name).resolve("latest")), base, work);
    }
}
