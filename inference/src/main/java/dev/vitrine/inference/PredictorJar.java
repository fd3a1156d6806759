package dev.vitrine.inference;

import dev.vitrine.common.prediction.Predictor;
import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.common.prototype.Prototype;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** A predictor class from a prototype's own jar, each predictor an instance of its own. */
final class PredictorJar implements PredictorSource {
    private final String name;
    private final URLClassLoader loader;
    private final Constructor<? extends Predictor> constructor;

    private PredictorJar(String name, URLClassLoader loader, Constructor<? extends Predictor> constructor) {
        this.name = name;
        this.loader = loader;
        this.constructor = constructor;
    }

    /** @throws ModelException when the jar or the class is missing or is no predictor */
    static PredictorJar load(Prototype prototype, PredictorSpec.PredictorClass spec, Path folder) {
        String name = prototype.name();
        Path jar = folder.resolve(spec.jar());
        if (!Files.isRegularFile(jar)) {
            throw new ModelException(
                    "Model " + name + ": there is no jar " + spec.jar() + " in the version; build it and publish.");
        }
        URLClassLoader loader = new URLClassLoader(name, new URL[] {url(jar)}, new SharedWords());
        try {
            return new PredictorJar(name, loader, constructor(name, spec, loader));
        } catch (RuntimeException e) {
            close(loader);
            throw e;
        }
    }

    private static Constructor<? extends Predictor> constructor(
            String name, PredictorSpec.PredictorClass spec, ClassLoader loader) {
        try {
            Class<?> found = Class.forName(spec.className(), true, loader);
            if (!Predictor.class.isAssignableFrom(found) || Modifier.isAbstract(found.getModifiers())) {
                throw new ModelException("Model " + name + ": class " + spec.className() + " is not a "
                        + Predictor.class.getName() + "; implement it.");
            }
            return found.asSubclass(Predictor.class).getConstructor();
        } catch (ClassNotFoundException e) {
            throw new ModelException(
                    "Model " + name + ": jar " + spec.jar() + " holds no class " + spec.className()
                            + "; correct predictor.class in prototype.yaml or build the jar again.",
                    e);
        } catch (NoSuchMethodException e) {
            throw new ModelException(
                    "Model " + name + ": class " + spec.className() + " needs a public constructor without parameters.",
                    e);
        } catch (LinkageError e) {
            throw new ModelException(
                    "Model " + name + ": class " + spec.className() + " cannot be used: "
                            + (e.getCause() == null ? e : e.getCause())
                            + ". Its jar must hold what it needs beside the JDK and Vitrine's common words.",
                    e);
        }
    }

    @Override
    public Predictor newPredictor() {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new ModelException(
                    "Model " + name + ": the constructor of "
                            + constructor.getDeclaringClass().getName() + " failed: " + e.getCause(),
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new ModelException(
                    "Model " + name + ": " + constructor.getDeclaringClass().getName()
                            + " must be a public class with a public constructor.",
                    e);
        }
    }

    @Override
    public void close() {
        close(loader);
    }

    private static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the jar", e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a path of a jar: " + jar, e);
        }
    }

    /**
     * Shows a prototype's jar the JDK, the words it shares with Vitrine, logging and null marks; so that it may bring
     * its own version of any library.
     */
    private static final class SharedWords extends ClassLoader {
        SharedWords() {
            super("vitrine-words", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            boolean shared = (name.startsWith("dev.vitrine.common.") && !name.startsWith("dev.vitrine.common.aws."))
                    || name.startsWith("org.slf4j.")
                    || name.startsWith("org.jspecify.");
            if (!shared) {
                throw new ClassNotFoundException(name);
            }
            return Class.forName(name, false, Predictor.class.getClassLoader());
        }
    }
}
