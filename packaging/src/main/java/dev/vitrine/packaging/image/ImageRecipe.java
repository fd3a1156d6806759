package dev.vitrine.packaging.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What goes into one image.
 *
 * @param name of the image, such as {@code batch}
 * @param module whose jar and runtime class path it holds
 * @param jvm options of its JVM
 * @param main class
 * @param cmd arguments that whoever starts it may replace
 * @param engines by which it computes
 */
record ImageRecipe(String name, String module, List<String> jvm, String main, List<String> cmd, Set<Engine> engines) {
    private static final List<String> EVERYWHERE =
            List.of("-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED");

    /** glibc would keep up to eight heaps per core, and what was freed in each. */
    private static final List<String> SMALL = List.of("MALLOC_ARENA_MAX=2");

    private static final Set<String> COMPUTING = Set.of("lambda-predictor", "fargate-batch");

    /** Every image of Vitrine. The local cloud is one of them because it is started the same way. */
    static final List<ImageRecipe> ALL = List.of(
            new ImageRecipe(
                    "frontend",
                    "web-frontend",
                    List.of(
                            "-Dvitrine.role=frontend",
                            "-XX:+UseSerialGC",
                            // The second compiler takes 100 MB for itself and makes no answer faster.
                            "-XX:TieredStopAtLevel=1",
                            "-XX:TrimNativeHeapInterval=10000",
                            "-Xmx96m"),
                    "dev.vitrine.web.WebMain",
                    List.of(),
                    Set.of()),
            new ImageRecipe(
                    "predictor",
                    "lambda-predictor",
                    List.of(
                            "-Dvitrine.role=function",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:MaxRAMPercentage=40",
                            "-XX:MaxDirectMemorySize=128m"),
                    "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                    List.of("dev.vitrine.lambda.PredictionHandler::handleRequest"),
                    Engine.ALL),
            new ImageRecipe(
                    "batch",
                    "fargate-batch",
                    List.of(
                            "-Dvitrine.role=batch",
                            "-XX:+UseParallelGC",
                            "-XX:MaxRAMPercentage=40",
                            "-XX:MaxDirectMemorySize=512m"),
                    "dev.vitrine.batch.BatchMain",
                    List.of(),
                    Engine.ALL),
            new ImageRecipe(
                    "local-cloud",
                    "local-cloud",
                    List.of("-Dvitrine.role=local-cloud", "-XX:+UseSerialGC", "-Xmx512m"),
                    "dev.vitrine.localcloud.LocalCloudMain",
                    List.of(),
                    Set.of()));

    /** The recipe by that name. */
    static ImageRecipe named(String name) {
        return ALL.stream()
                .filter(recipe -> recipe.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The same for one prototype alone, whose predictor is a class that uses these engines. */
    ImageRecipe forCodeOf(String prototype, Set<Engine> used) {
        return new ImageRecipe(name + "-" + prototype, module, jvm, main, cmd, used);
    }

    /** Whether a jar goes into the image. */
    boolean takes(Path jar) {
        return !COMPUTING.contains(module) || Engine.isNeeded(jar, engines);
    }

    /** @param settings of native libraries, see {@link NativeLibraries} */
    ImageConfig config(List<String> settings) {
        List<String> entrypoint = new ArrayList<>(List.of("java"));
        entrypoint.addAll(jvm);
        entrypoint.addAll(EVERYWHERE);
        settings.stream().filter(setting -> setting.startsWith("-D")).forEach(entrypoint::add);
        entrypoint.addAll(List.of("-cp", "lib/*", main));
        List<String> env = new ArrayList<>(SMALL);
        if (!engines.isEmpty()) {
            env.addAll(List.of(
                    "DJL_OFFLINE=true",
                    "OMP_NUM_THREADS=1",
                    "OPENBLAS_NUM_THREADS=1",
                    "MXNET_ENGINE_TYPE=NaiveEngine"));
        }
        settings.stream().filter(setting -> !setting.startsWith("-D")).forEach(env::add);
        return new ImageConfig(entrypoint, cmd, env, "/app");
    }
}
