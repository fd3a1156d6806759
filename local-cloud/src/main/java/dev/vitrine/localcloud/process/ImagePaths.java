package dev.vitrine.localcloud.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what an image says of its own files into where they are on this machine. */
final class ImagePaths {
    /** {@code /app} where a path begins: at the start of a word, or after a separator within it. */
    private static final Pattern APPLICATION = Pattern.compile("(?<=^|[=:,@])/app(?=/|:|,|$)");

    private final Path rootfs;
    private final Map<String, String> imageVariables;

    ImagePaths(Image image) throws LaunchException {
        this.rootfs = image.rootfs();
        this.imageVariables = image.config().variables();
    }

    /** The words with the image's Java, wherever it is there, as the {@code java} of this machine. */
    List<String> command(List<String> words) {
        List<String> local = new ArrayList<>(words);
        local.replaceAll(this::local);
        if (words.getFirst().endsWith("/bin/java")) {
            local.set(0, "java");
        }
        return local;
    }

    /** Variables that the image itself sets, and the task root, name files of the image; others are left alone. */
    Map<String, String> environment(Map<String, String> variables) {
        Map<String, String> local = new HashMap<>(variables);
        local.replaceAll((name, value) ->
                name.equals("LAMBDA_TASK_ROOT") || value.equals(imageVariables.get(name)) ? local(value) : value);
        return local;
    }

    private String local(String word) {
        return APPLICATION
                .matcher(word)
                .replaceAll(Matcher.quoteReplacement(rootfs.resolve("app").toString()));
    }
}
