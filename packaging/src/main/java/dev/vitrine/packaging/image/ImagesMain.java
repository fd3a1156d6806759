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
    private final BuiltImages images;
    private final String tag;

    private ImagesMain(BuiltImages images, String tag) {
        this.images = images;
        this.tag = tag;
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 5) {
            System.err.println("usage: ImagesMain tar|push <image folders> <work folder> <tag> <name>...");
            System.exit(2);
        }
        try {
            Base base = Base.from(System.getenv());
            Path work = Path.of(args[2]);
            BuiltImages images =
                    new BuiltImages(Path.of(args[1]), base, work, Path.of(System.getProperty("java.home")));
            ImagesMain main = new ImagesMain(images, args[3]);
            List<String> names = List.of(args).subList(4, args.length);
            switch (args[0]) {
                case "tar" -> main.writeTars(work.resolve("tar"), names);
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

    private void writeTars(Path folder, List<String> names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name + ".tar");
            System.out.println("vitrine/" + name + "  " + images.writeTar(name, file) + "  " + file);
        }
    }

    private void push(List<String> names) throws IOException {
        try (AwsClients clients = AwsClients.patient()) {
            EcrClient ecr = clients.client(EcrClient.builder());
            for (String name : names) {
                if (name.contains("-") && !images.hasRepository(ecr, name)) {
                    System.out.println("vitrine/" + name + " has no repository yet; make deploy makes it, and pushes");
                    continue;
                }
                String digest = images.push(ecr, name, List.of(tag, "latest"));
                System.out.println("vitrine/" + name + ":" + tag + "  " + digest);
            }
        }
    }
}
