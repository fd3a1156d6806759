package dev.vitrine.localcloud.s3;

import dev.vitrine.localcloud.state.StateFile;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * S3 over a folder: a bucket is a folder below it, an object a file, its metadata the file's extended attributes. Objects
 * are streamed; a put writes a temporary file and renames it, so that a reader sees the old object or the new one.
 *
 * <p>Any credentials are good. A presigned URL is refused once it has expired, and, when its access key is one of
 * {@link S3Credentials}, also when anything in it has been changed.
 *
 * <p>As a folder would have it, a key cannot be both an object and the prefix of others ({@code a} and {@code a/b}).
 */
public final class S3Service implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(S3Service.class);

    private static final int SWEEP_HOURS = 1;

    private final StateFile state;
    private final BucketSettings settings;
    private final BlobStore store;
    private final SettingsFront settingsFront;
    private final Clock clock;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("s3-lifecycle").factory());
    private final S3Credentials credentials;
    private final KeyLocks locks = new KeyLocks();
    private final Map<FrontKind, S3Front> fronts = new ConcurrentHashMap<>();

    /**
     * @param folder holds the buckets; created where missing, as is one beside it with the suffix {@code -names}
     * @param functions that buckets may notify
     * @throws IOException when the folder cannot be made, or keeps no file attributes
     */
    public S3Service(Path folder, S3Credentials credentials, FunctionCaller functions, Clock clock) throws IOException {
        Path absolute = folder.toAbsolutePath();
        Files.createDirectories(absolute);
        UnfinishedFiles.checkAttributes(absolute);
        UuidNames names = new UuidNames(absolute.resolveSibling(absolute.getFileName() + "-names"));
        this.state = StateFile.open(absolute.resolveSibling(absolute.getFileName() + "-settings.mv"));
        this.settings = new BucketSettings(state);
        BlobStore files = new UnfinishedFiles(new FilesystemNio2BlobStore(absolute.toString()), names);
        Notifications notifications = new Notifications(state, settings, functions, clock);
        this.store = new ObservedStore(files, notifications, settings);
        this.settingsFront = new SettingsFront(store, settings, functions);
        this.credentials = credentials;
        this.clock = clock;
        notifications.resume(files);
        var _ = sweeper.scheduleWithFixedDelay(this::sweep, 0, SWEEP_HOURS, TimeUnit.HOURS);
        Instant start = Instant.now();
        Thread.ofVirtual().name("s3-cleaner").start(() -> clean(absolute, names, start));
    }

    private static void clean(Path folder, UuidNames names, Instant start) {
        try {
            UnfinishedFiles.removeOlderThan(folder, names, start);
        } catch (IOException e) {
            log.warn("Files that killed uploads left in {} could not be removed.", folder, e);
        }
    }

    /** Carries out the lifecycle of every bucket. */
    void sweep() {
        for (var bucket : store.list().buckets()) {
            try {
                settings.get(bucket.name(), BucketSetting.LIFECYCLE).stream()
                        .flatMap(document -> LifecycleRule.read(document).stream())
                        .forEach(rule -> {
                            int removed = rule.carryOut(store, bucket.name(), clock.instant());
                            if (removed > 0) {
                                log.info("The lifecycle of {} removed {} objects.", bucket.name(), removed);
                            }
                        });
            } catch (RuntimeException e) {
                log.warn("The lifecycle of {} could not be carried out.", bucket.name(), e);
            }
        }
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
        state.close();
    }

    /** Answers every request that reaches it. */
    public Handler handler() {
        ServletContextHandler context = new ServletContextHandler();
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        context.addServlet(new ServletHolder(new S3Servlet()), "/*");
        return context;
    }

    private S3Front front(HttpServletRequest request) {
        String host = Optional.ofNullable(request.getHeader("Host")).orElse("");
        return fronts.computeIfAbsent(
                new FrontKind(isVerifiable(request), VirtualHost.suffix(host)),
                kind -> kind.verifying()
                        ? S3Front.verifying(store, kind.virtualHost(), credentials)
                        : S3Front.open(store, kind.virtualHost()));
    }

    /** A presigned URL of a known access key. */
    private boolean isVerifiable(HttpServletRequest request) {
        String credential = request.getParameter("X-Amz-Credential");
        String accessKey =
                credential == null ? request.getParameter("AWSAccessKeyId") : credential.replaceFirst("/.*", "");
        return accessKey != null && credentials.secret(accessKey).isPresent();
    }

    private record FrontKind(boolean verifying, Optional<String> virtualHost) {}

    private final class S3Servlet extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (settingsFront.serve(request, response)) {
                return;
            }
            if (request.getMethod().equals("PUT") && request.getHeader("If-Match") != null) {
                Lock lock = locks.of(request.getRequestURI());
                lock.lock();
                try {
                    front(request).serve(request, response);
                } finally {
                    lock.unlock();
                }
            } else {
                front(request).serve(request, response);
            }
        }
    }
}
