package dev.vitrine.batch;

import dev.vitrine.common.artifact.ArtifactUnavailableException;
import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.ShardQueue;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims shards and has them done, until none is left or the worker is to stop. */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final BatchConfig config;
    private final ShardQueue queue;
    private final Versions versions;
    private final ShardWork work;
    private final Stop stop;
    private final Patience patience;

    Worker(BatchConfig config, ShardQueue queue, Versions versions, ShardWork work, Stop stop) {
        this.config = config;
        this.queue = queue;
        this.versions = versions;
        this.work = work;
        this.stop = stop;
        this.patience = new Patience();
    }

    void run() {
        LOG.info("{} looks for shards of {}", config.worker(), config.prototype());
        int done = 0;
        while (!stop.isWished()) {
            long asked = System.nanoTime();
            Optional<Claim> claim = queue.claim(config.prototype(), config.worker(), BatchConfig.LEASE);
            if (claim.isPresent()) {
                patience.reset();
                done += work(claim.get(), asked) ? 1 : 0;
            } else if (patience.isOver(queue.nextExpiry(config.prototype()))) {
                LOG.info("nothing is left to do; {} shards done", done);
                return;
            } else {
                stop.pause(Patience.LOOK_AGAIN);
            }
        }
        LOG.info("stopped; {} shards done", done);
    }

    /** Returns whether the shard is done. */
    private boolean work(Claim claim, long asked) {
        try (LeaseKeeper lease = LeaseKeeper.start(queue, claim, BatchConfig.LEASE, asked)) {
            Versions.Loaded version;
            try {
                version = versions.load(claim.job());
            } catch (UnusableVersionException e) {
                LOG.error("job {} cannot be done: {}", claim.job().id(), e.getMessage());
                queue.failJob(claim, String.valueOf(e.getMessage()));
                return false;
            }
            return work.run(claim, version, lease);
        } catch (LeaseLostException e) {
            LOG.warn("{} of job {}: {}", name(claim), claim.job().id(), e.getMessage());
            return false;
        } catch (StoppedException e) {
            LOG.info(
                    "{} of job {} is given back: the worker is to stop",
                    name(claim),
                    claim.job().id());
            queue.release(claim);
            return false;
        } catch (AttemptFailedException | ArtifactUnavailableException e) {
            LOG.error(
                    "{} of job {} failed at attempt {}: {}",
                    name(claim),
                    claim.job().id(),
                    claim.shard().attempts(),
                    e.getMessage());
            queue.fail(claim, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private static String name(Claim claim) {
        return "shard " + claim.shard().number();
    }
}
