package dev.vitrine.packaging.run;

import dev.vitrine.packaging.deploy.DeployMain;
import dev.vitrine.packaging.image.ImageFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The programs of a run, each with the environment that it gets.
 *
 * @param folders what the build made, and the sources that are deployed
 * @param javaHome the JDK that runs them
 */
record Programs(RunSettings settings, Folders folders, Path javaHome) {
    /** What the frontend alone is to know; the deploy brings it there. */
    private static final Set<String> FRONTEND_SECRETS = Set.of("SESSION_KEY", "USERS", "WEBHOOK_SECRET");

    /** Repositories know the images by their content; a laptop need not ask git. */
    private static final String COMMIT = "local";

    /**
     * Where things are.
     *
     * @param templates of CloudFormation
     * @param images folder of image folders
     * @param work where images are made, kept between builds
     * @param prototypes folder of prototypes
     */
    record Folders(Path templates, Path images, Path work, Path prototypes) {}

    Programs {
        if (!Files.isRegularFile(cloudImage(folders).configFile())) {
            throw new CannotRunException("The images are not built in " + folders.images() + "; run make run.");
        }
    }

    ProcessBuilder localCloud() {
        Map<String, String> environment = environment();
        environment.keySet().removeAll(FRONTEND_SECRETS);
        environment.put("CLOUD_PORT", String.valueOf(settings.cloudPort()));
        environment.put("STATE_DIR", settings.stateDir().toString());
        return cloudImage(folders).process(javaHome, environment);
    }

    /** Everything that a deploy does on AWS; images hold the application alone, which the local cloud runs on this JDK. */
    ProcessBuilder deploy() {
        ProcessBuilder process = new ProcessBuilder(List.of(
                javaHome.resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                DeployMain.class.getName(),
                "deploy",
                folders.templates().toString(),
                folders.images().toString(),
                folders.work().toString(),
                folders.prototypes().toString(),
                COMMIT,
                "--quiet"));
        Map<String, String> environment = awsEnvironment();
        environment.put("BASE_IMAGE", "none");
        environment.put("LISTENER_PORT", String.valueOf(settings.port()));
        environment.put("PASSWORD", settings.password());
        process.environment().clear();
        process.environment().putAll(environment);
        return process.inheritIO();
    }

    /** The SDK's standard variables, so that every program finds the local cloud as it would find AWS. */
    private Map<String, String> awsEnvironment() {
        Map<String, String> environment = environment();
        environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + settings.cloudPort());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "vitrine");
        environment.put("AWS_SECRET_ACCESS_KEY", "vitrine");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        return environment;
    }

    /** The person's environment without what points to a real account or was meant for this program alone. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("VITRINE_"));
        environment.keySet().removeAll(List.of("HOST", "PORT", "CLOUD_PORT", "PASSWORD", "STATE_DIR"));
        environment.put("JAVA_HOME", javaHome.toString());
        return environment;
    }

    private static ImageFolder cloudImage(Folders folders) {
        return new ImageFolder(
                folders.images().resolve("vitrine").resolve("local-cloud").resolve("latest"));
    }
}
