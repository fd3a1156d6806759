package dev.vitrine.web;

import dev.vitrine.web.event.JobFeed;
import dev.vitrine.web.limit.Compression;
import dev.vitrine.web.limit.LargeBodies;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pages and the API at one port. */
public final class WebServer implements AutoCloseable {
    private static final long STOP_MILLIS = 10_000;

    private final WebConfig config;
    private final JobFeed feed;
    private final Javalin app;

    public WebServer(WebConfig config, WebParts parts) {
        this.config = config;
        this.feed = new JobFeed(parts.jobs(), parts.backlog(), parts.clock());
        Routes routes = new Routes(config, parts, feed, temporaryFolder());
        this.app = Javalin.create(javalin -> {
            configure(javalin);
            javalin.requestLogger.http(routes.log()::log);
            routes.add(javalin.routes);
        });
    }

    private static void configure(JavalinConfig javalin) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.concurrency.useVirtualThreads = true;
        javalin.http.maxRequestSize = (long) LargeBodies.MOST;
        javalin.http.compressionStrategy = Compression.strategy();
        javalin.http.prefer405over404 = true;
        javalin.router.ignoreTrailingSlashes = true;
        javalin.jetty.modifyServer(server -> server.setStopTimeout(STOP_MILLIS));
        javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    }

    private static Path temporaryFolder() {
        try {
            return Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "vitrine-uploads"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for temporary files", e);
        }
    }

    /**
     * Begins to listen.
     *
     * @throws ConfigException when the port is taken
     */
    public WebServer start() {
        try {
            app.start(config.host(), config.port());
            return this;
        } catch (RuntimeException e) {
            throw new ConfigException("Port " + config.port() + " is taken or may not be used; end the program that"
                    + " listens there, or set PORT to another.");
        }
    }

    public int port() {
        return app.port();
    }

    /** Ends event streams at once, lets other requests finish, and closes the port. */
    @Override
    public void close() {
        feed.close();
        app.stop();
    }
}
