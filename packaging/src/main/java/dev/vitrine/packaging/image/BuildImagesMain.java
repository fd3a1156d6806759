package dev.vitrine.packaging.image;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Builds the image folders of all programs. Arguments: the root of the source tree, packaged by Maven; the version of our
 * modules; the folder of the images.
 */
public final class BuildImagesMain {
    private BuildImagesMain() {}

    public static void main(String[] args) throws IOException {
        ImageBuilder builder = new ImageBuilder(Path.of(args[0]), args[1], Path.of(args[2]));
        for (ImageRecipe recipe : ImageRecipe.ALL) {
            System.out.println("image vitrine/" + recipe.name() + ": " + (builder.build(recipe) ? "new" : "unchanged"));
        }
    }
}
