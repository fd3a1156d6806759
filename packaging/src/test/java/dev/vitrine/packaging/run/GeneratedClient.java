package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.openapitools.codegen.CodegenConstants;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/** A Java client made from an OpenAPI document by openapi-generator, compiled, and called by reflection. */
final class GeneratedClient {
    private static final String PACKAGE = "client";

    private final ClassLoader classes;
    private final Object apiClient;

    private GeneratedClient(ClassLoader classes, Object apiClient) {
        this.classes = classes;
        this.apiClient = apiClient;
    }

    /** @param authorize adds what signs a request in */
    static GeneratedClient of(String document, Path folder, String address, Consumer<HttpRequest.Builder> authorize)
            throws Exception {
        Path specification = Files.writeString(folder.resolve("openapi.json"), document);
        generate(specification, folder.resolve("client"));
        Path compiled = compile(folder.resolve("client/src/main/java"), folder.resolve("classes"));
        ClassLoader classes = loader(compiled);
        Object apiClient =
                classes.loadClass(PACKAGE + ".ApiClient").getConstructor().newInstance();
        call(apiClient, "updateBaseUri", address);
        call(apiClient, "setRequestInterceptor", authorize);
        return new GeneratedClient(classes, apiClient);
    }

    private static void generate(Path specification, Path folder) {
        DefaultGenerator generator = new DefaultGenerator();
        for (String skipped : List.of(
                CodegenConstants.API_DOCS,
                CodegenConstants.API_TESTS,
                CodegenConstants.MODEL_DOCS,
                CodegenConstants.MODEL_TESTS)) {
            generator.setGeneratorPropertyDefault(skipped, "false");
        }
        generator
                .opts(new CodegenConfigurator()
                        .setGeneratorName("java")
                        .setLibrary("native")
                        .setInputSpec(specification.toString())
                        .setOutputDir(folder.toString())
                        .setApiPackage(PACKAGE)
                        .setModelPackage(PACKAGE)
                        .setInvokerPackage(PACKAGE)
                        .addAdditionalProperty("openApiNullable", false)
                        .addAdditionalProperty("useJakartaEe", true)
                        .toClientOptInput())
                .generate();
    }

    private static Path compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> found = Files.walk(sources)) {
            List<Path> all =
                    found.filter(path -> path.toString().endsWith(".java")).toList();
            boolean good = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-nowarn",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-d",
                                    Files.createDirectories(classes).toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(all))
                    .call();
            assertThat(good).as(said.toString()).isTrue();
        }
        return classes;
    }

    private static ClassLoader loader(Path classes) throws MalformedURLException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, GeneratedClient.class.getClassLoader());
    }

    /** Calls an operation of one of the generated APIs, such as {@code JobsApi}. */
    Object operation(String api, String name, @Nullable Object... arguments) throws Exception {
        Class<?> type = classes.loadClass(PACKAGE + "." + api);
        return call(type.getConstructor(apiClient.getClass()).newInstance(apiClient), name, arguments);
    }

    /** A new object of a generated model. */
    Object model(String name) throws Exception {
        return classes.loadClass(PACKAGE + "." + name).getConstructor().newInstance();
    }

    /** The constant of a generated enum. */
    Object constant(String name, String value) throws Exception {
        return invoke(classes.loadClass(PACKAGE + "." + name), null, "fromValue", value);
    }

    /** Calls a method of a generated object. */
    static Object call(Object object, String method, @Nullable Object... arguments) throws Exception {
        return invoke(object.getClass(), object, method, arguments);
    }

    private static Object invoke(Class<?> type, @Nullable Object object, String name, @Nullable Object... arguments)
            throws Exception {
        Optional<Method> method = Arrays.stream(type.getMethods())
                .filter(candidate ->
                        candidate.getName().equals(name) && candidate.getParameterCount() == arguments.length)
                .findFirst();
        assertThat(method).as(type.getSimpleName() + "." + name).isPresent();
        try {
            return method.get().invoke(object, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
