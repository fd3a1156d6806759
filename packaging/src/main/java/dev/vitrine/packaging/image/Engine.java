package dev.vitrine.packaging.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** What computes for a model, and where Maven keeps the jars that it alone needs. */
enum Engine {
    MXNET("MXNet", "/ai/djl/mxnet/", "/net/java/dev/jna/"),
    ONNX_RUNTIME("OnnxRuntime", "/ai/djl/onnxruntime/", "/com/microsoft/onnxruntime/");

    static final Set<Engine> ALL = Collections.unmodifiableSet(EnumSet.allOf(Engine.class));

    /** What any engine needs. */
    private static final List<String> COMMON = List.of("/ai/djl/", "/org/apache/commons/commons-compress/");

    private static final String DJL = "ai/djl/";
    private static final String ONNX = "ai/onnxruntime/";

    private final String word;
    private final String adapter;
    private final String library;

    /**
     * @param word that names it in DJL
     * @param adapter folder of its DJL jars
     * @param library folder of what these alone need
     */
    Engine(String word, String adapter, String library) {
        this.word = word;
        this.adapter = adapter;
        this.library = library;
    }

    /**
     * The engines that the classes of a jar use: those that they name, and all where they use DJL and name none.
     *
     * @throws IOException when it is no jar
     */
    static Set<Engine> usedBy(Path jar) throws IOException {
        Set<Engine> used = EnumSet.noneOf(Engine.class);
        boolean any = false;
        try (JarFile opened = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(opened.entries())) {
                if (!entry.getName().endsWith(".class")) {
                    continue;
                }
                String constants = constants(opened, entry);
                boolean onnx = constants.contains(ONNX);
                boolean djl = constants.contains(DJL);
                any |= onnx || djl;
                for (Engine engine : values()) {
                    if ((djl && constants.contains(engine.word)) || (onnx && engine == ONNX_RUNTIME)) {
                        used.add(engine);
                    }
                }
            }
        }
        return any && used.isEmpty() ? ALL : used;
    }

    /** Whether programs that compute by these engines alone need a jar. */
    static boolean isNeeded(Path jar, Set<Engine> used) {
        String path = jar.toString().replace('\\', '/');
        for (Engine engine : values()) {
            if (path.contains(engine.adapter) || path.contains(engine.library)) {
                return used.contains(engine);
            }
        }
        return !used.isEmpty() || COMMON.stream().noneMatch(path::contains);
    }

    private static String constants(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
