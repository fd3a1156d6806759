package dev.vitrine.batch;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.counter.CounterStore;
import dev.vitrine.common.counter.Counters;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.prediction.RealtimeJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counters as they were when the first worker of a job looked, so that every shard sees the same, however often done. */
final class CounterSnapshots {
    private final ArtifactBucket bucket;
    private final CounterStore store;

    CounterSnapshots(ArtifactBucket bucket, CounterStore store) {
        this.bucket = bucket;
        this.store = store;
    }

    Counters of(Job job, List<String> declared) {
        if (declared.isEmpty()) {
            return Counters.none();
        }
        String key = BucketKeys.counters(job.id());
        if (bucket.size(key).isEmpty()) {
            Counters live = store.of(job.prototype(), declared);
            Map<String, Map<String, Long>> counts = new TreeMap<>();
            declared.forEach(counter -> counts.put(counter, new TreeMap<>(live.counts(counter))));
            bucket.putIfAbsent(key, RealtimeJson.write(new Stored(counts)));
        }
        try (InputStream in = bucket.open(key)) {
            return Counters.snapshot(
                    RealtimeJson.read(in.readAllBytes(), Stored.class).counts());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
    }

    /** The object's form. */
    record Stored(Map<String, Map<String, Long>> counts) {}
}
