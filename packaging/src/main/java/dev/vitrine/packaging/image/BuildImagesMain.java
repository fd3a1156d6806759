package dev.vitrine.packaging.image;

import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.common.prototype.Prototype;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Builds the image folders of all programs, and of the prototypes that bring code. Arguments: the root of the source
 * tree, packaged by Maven; the version of our modules; the folder of the images.
 */
public final class BuildImagesMain {
    private BuildImagesMain() {}

    public static void main(String[] args) throws IOException {
        ImageBuilder builder = new ImageBuilder(Path.of(args[0]), args[1], Path.of(args[2]));
        for (ImageRecipe recipe : ImageRecipe.ALL) {
            say(recipe, builder.build(recipe));
        }
        for (Path manifest : manifests(Path.of(args[0]).resolve("prototypes"))) {
            Prototype prototype = ManifestReader.read(manifest);
            if (prototype.predictor() instanceof PredictorSpec.PredictorClass code) {
                Path folder = manifest.resolveSibling("");
                Set<Engine> engines = Engine.usedBy(folder.resolve(code.jar()));
                for (String base : List.of("predictor", "batch")) {
                    ImageRecipe recipe = ImageRecipe.named(base).forCodeOf(prototype.name(), engines);
                    say(recipe, builder.build(recipe, prototype, folder));
                }
            }
        }
    }

    private static List<Path> manifests(Path prototypes) throws IOException {
        try (Stream<Path> folders = Files.list(prototypes)) {
            return folders.map(folder -> folder.resolve(ModelVersion.MANIFEST))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static void say(ImageRecipe recipe, boolean isNew) {
        System.out.println("image vitrine/" + recipe.name() + ": " + (isNew ? "new" : "unchanged"));
    }
}
