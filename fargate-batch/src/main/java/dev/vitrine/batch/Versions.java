package dev.vitrine.batch;

import dev.vitrine.common.artifact.ArtifactCache;
import dev.vitrine.common.artifact.CorruptArtifactException;
import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.artifact.NoSuchArtifactException;
import dev.vitrine.common.artifact.PrototypeStore;
import dev.vitrine.common.counter.Counters;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.prediction.PredictionContext;
import dev.vitrine.common.prototype.ManifestException;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.row.HeaderException;
import dev.vitrine.inference.Inference;
import dev.vitrine.inference.ModelException;
import dev.vitrine.inference.TablePredictor;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads the versions that jobs ask for, and keeps the last one. */
final class Versions implements AutoCloseable {
    private final PrototypeStore prototypes;
    private final ArtifactCache cache;
    private final CounterSnapshots counters;
    private final int threads;
    private @Nullable Kept kept;

    Versions(PrototypeStore prototypes, ArtifactCache cache, CounterSnapshots counters, int threads) {
        this.prototypes = prototypes;
        this.cache = cache;
        this.counters = counters;
        this.threads = threads;
    }

    private record Kept(String version, Inference inference) {}

    /**
     * A version that answers for a job.
     *
     * @param outputs number of the prototype's outputs
     */
    record Loaded(RowAnswers answers, int outputs) {}

    /** @throws UnusableVersionException when no worker could answer with it */
    Loaded load(Job job) {
        try {
            Inference inference = inference(job);
            Prototype prototype = inference.prototype();
            PredictionContext context =
                    new PredictionContext(job.id(), job.seed(), job.today(), counters(job, prototype));
            TablePredictor table = inference.forColumns(job.columns());
            return new Loaded(
                    (firstRow, rows) -> table.predict(firstRow, rows, context),
                    prototype.outputs().size());
        } catch (ModelException | ManifestException | HeaderException | CorruptArtifactException e) {
            throw new UnusableVersionException(String.valueOf(e.getMessage()), e);
        } catch (NoSuchArtifactException e) {
            throw new UnusableVersionException(
                    "A file of version " + job.version() + " is missing (" + e.getMessage() + "); publish it again.",
                    e);
        }
    }

    private Inference inference(Job job) {
        Kept last = kept;
        if (last != null && last.version().equals(job.version())) {
            return last.inference();
        }
        close();
        ModelVersion version = prototypes
                .version(job.prototype(), job.version())
                .orElseThrow(() -> new UnusableVersionException(
                        "Version " + job.version() + " of " + job.prototype() + " is not there any more; publish it"
                                + " again.",
                        null));
        Path folder = cache.folder(version);
        Prototype prototype = ManifestReader.read(folder.resolve(ModelVersion.MANIFEST));
        Inference loaded = Inference.load(prototype, folder, threads);
        kept = new Kept(job.version(), loaded);
        return loaded;
    }

    private Counters counters(Job job, Prototype prototype) {
        List<String> declared =
                switch (prototype.predictor()) {
                    case PredictorSpec.EngineModel ignored -> List.of();
                    case PredictorSpec.PredictorClass spec -> spec.counters();
                };
        return counters.of(job, declared);
    }

    @Override
    public void close() {
        Kept last = kept;
        kept = null;
        if (last != null) {
            last.inference().close();
        }
    }
}
