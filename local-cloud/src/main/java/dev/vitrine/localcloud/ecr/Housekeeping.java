package dev.vitrine.localcloud.ecr;

import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.registry.Registry;
import dev.vitrine.localcloud.registry.Repository;
import dev.vitrine.localcloud.registry.StoredManifest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out lifecycle policies and then deletes what nothing refers to: every few minutes, and when asked to. */
final class Housekeeping implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final long MINUTES = 5;

    private final Registry registry;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ecr-housekeeping").factory());

    Housekeeping(Registry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        var _ = thread.scheduleWithFixedDelay(this::run, 1, MINUTES, TimeUnit.MINUTES);
    }

    /** Does it soon. */
    void request() {
        thread.execute(this::run);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("The housekeeping of the registry does not end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            registry.repositories().forEach(this::expire);
            registry.sweep();
        } catch (IOException | RuntimeException e) {
            log.error("The housekeeping of the registry failed; it is tried again later.", e);
        }
    }

    private void expire(Repository repository) {
        String text = repository.lifecyclePolicy();
        if (text == null) {
            return;
        }
        try {
            List<StoredManifest> expired = LifecyclePolicy.parse(text)
                    .expired(registry.manifests(repository.name()), registry.tags(repository.name()), clock.instant());
            expired.forEach(registry::removeManifest);
            if (!expired.isEmpty()) {
                log.info("The lifecycle policy of {} expired {} images.", repository.name(), expired.size());
            }
        } catch (AwsException e) {
            log.warn("The lifecycle policy of {} is not valid: {}", repository.name(), e.getMessage());
        }
    }
}
