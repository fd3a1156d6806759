package dev.vitrine.packaging.image;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes into one image.
 *
 * @param name of the image, such as {@code batch}
 * @param module whose jar and runtime class path it holds
 * @param jvm options of its JVM
 * @param main class
 * @param cmd arguments that whoever starts it may replace
 * @param inference whether it computes, and so holds native libraries of engines
 */
record ImageRecipe(String name, String module, List<String> jvm, String main, List<String> cmd, boolean inference) {
    private static final List<String> EVERYWHERE =
            List.of("-XX:+ExitOnOutOfMemoryError", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED");

    /** glibc would keep up to eight heaps per core, and what was freed in each. */
    private static final List<String> SMALL = List.of("MALLOC_ARENA_MAX=2");

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
                    false),
            new ImageRecipe(
                    "predictor",
                    "lambda-predictor",
                    List.of(
                            "-Dvitrine.role=function",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx384m",
                            "-XX:MaxDirectMemorySize=128m"),
                    "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                    List.of("dev.vitrine.lambda.PredictionHandler::handleRequest"),
                    true),
            new ImageRecipe(
                    "batch",
                    "fargate-batch",
                    List.of("-Dvitrine.role=batch", "-XX:+UseParallelGC", "-Xmx1g", "-XX:MaxDirectMemorySize=512m"),
                    "dev.vitrine.batch.BatchMain",
                    List.of(),
                    true),
            new ImageRecipe(
                    "local-cloud",
                    "local-cloud",
                    List.of("-Dvitrine.role=local-cloud", "-XX:+UseSerialGC", "-Xmx512m"),
                    "dev.vitrine.localcloud.LocalCloudMain",
                    List.of(),
                    false));

    /** @param settings of native libraries, see {@link NativeLibraries} */
    ImageConfig config(List<String> settings) {
        List<String> entrypoint = new ArrayList<>(List.of("java"));
        entrypoint.addAll(jvm);
        entrypoint.addAll(EVERYWHERE);
        settings.stream().filter(setting -> setting.startsWith("-D")).forEach(entrypoint::add);
        entrypoint.addAll(List.of("-cp", "lib/*", main));
        List<String> env = new ArrayList<>(SMALL);
        if (inference) {
            env.addAll(List.of("DJL_OFFLINE=true", "OMP_NUM_THREADS=1"));
        }
        settings.stream().filter(setting -> !setting.startsWith("-D")).forEach(env::add);
        return new ImageConfig(entrypoint, cmd, env, "/app");
    }
}
