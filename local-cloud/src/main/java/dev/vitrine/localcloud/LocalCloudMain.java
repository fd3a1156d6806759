package dev.vitrine.localcloud;

/**
 * The local cloud as a program. Environment: {@code CLOUD_PORT} (4566), {@code STATE_DIR} (.vitrine),
 * {@code CONTAINER_ENGINE} (auto), {@code IMAGES_DIR}. Prints one line when it is ready; what keeps it from starting is one
 * sentence on stderr, with exit code 1.
 */
public final class LocalCloudMain {
    private LocalCloudMain() {}

    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-local-cloud.xml");
        }
        try {
            LocalCloud cloud = LocalCloud.start(LocalCloudConfig.of(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(cloud::close, "shutdown"));
            System.out.println(
                    "local cloud ready at http://localhost:" + cloud.endpoint().getPort());
        } catch (StartupException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
