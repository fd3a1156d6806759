package dev.vitrine.packaging.run;

import dev.vitrine.packaging.image.ImageFolder;
import dev.vitrine.packaging.publish.PublishMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The programs of a run, each with the environment that it gets.
 *
 * @param images folder of image folders
 * @param prototypes folder of prototypes
 * @param javaHome the JDK that runs them
 */
record Programs(RunSettings settings, Path images, Path prototypes, Path javaHome) {
    private static final String BUCKET = "vitrine-000000000000-us-east-1";

    Programs {
        if (!Files.isRegularFile(local(images, "local-cloud").configFile())
                || !Files.isRegularFile(local(images, "frontend").configFile())) {
            throw new CannotRunException("The images are not built in " + images + "; run make run.");
        }
    }

    ProcessBuilder localCloud() {
        Map<String, String> environment = environment();
        environment.put("CLOUD_PORT", String.valueOf(settings.cloudPort()));
        environment.put("STATE_DIR", settings.stateDir().toString());
        environment.put("IMAGES_DIR", images.toString());
        return local(images, "local-cloud").process(javaHome, environment);
    }

    ProcessBuilder frontend(String sessionKey) {
        Map<String, String> environment = awsEnvironment();
        environment.put("HOST", "127.0.0.1");
        environment.put("PORT", String.valueOf(settings.port()));
        environment.put("PASSWORD", settings.password());
        environment.put("SESSION_KEY", sessionKey);
        environment.put("VITRINE_BUCKET", BUCKET);
        return local(images, "frontend").process(javaHome, environment);
    }

    ProcessBuilder publish() {
        ProcessBuilder process = new ProcessBuilder(List.of(
                javaHome.resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PublishMain.class.getName(),
                "--quiet",
                prototypes.toString()));
        process.environment().clear();
        process.environment().putAll(awsEnvironment());
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
        environment.keySet().removeAll(List.of("HOST", "PORT", "CLOUD_PORT", "PASSWORD", "STATE_DIR", "SESSION_KEY"));
        environment.put("JAVA_HOME", javaHome.toString());
        return environment;
    }

    private static ImageFolder local(Path images, String name) {
        return new ImageFolder(images.resolve("vitrine").resolve(name).resolve("latest"));
    }
}
