package dev.vitrine.inference;

import dev.vitrine.common.prediction.FormAnswer;
import dev.vitrine.common.prediction.Predictor;
import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.row.HeaderException;
import dev.vitrine.common.row.RowReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model version that is loaded and answers: for a realtime call and for a batch in the same way, so that the same row
 * gets the same characters from both. Thread-safe.
 */
public final class Inference implements AutoCloseable {
    private final Prototype prototype;
    private final PredictorSource source;
    private final PredictorPool pool;

    private Inference(Prototype prototype, PredictorSource source, PredictorPool pool) {
        this.prototype = prototype;
        this.source = source;
        this.pool = pool;
    }

    /** A version with one thread, as a function needs it. See {@link #load(Prototype, Path, int)}. */
    public static Inference load(Prototype prototype, Path folder) {
        return load(prototype, folder, 1);
    }

    /**
     * Loads a version and checks it against its manifest and its reference vectors.
     *
     * @param folder of the version's files, as {@code prototype.yaml} names them
     * @param threads that predict at the same time, each with a predictor of its own
     * @throws ModelException when the version cannot be used; the message says what to mend
     */
    public static Inference load(Prototype prototype, Path folder, int threads) {
        PredictorSource source =
                switch (prototype.predictor()) {
                    case PredictorSpec.EngineModel spec -> TensorModel.load(prototype, spec, folder);
                    case PredictorSpec.PredictorClass spec -> PredictorJar.load(prototype, spec, folder);
                };
        try {
            Inference inference = new Inference(prototype, source, new PredictorPool(prototype, source, threads));
            try {
                ReferenceVectors.check(inference, folder);
            } catch (RuntimeException e) {
                inference.pool.close();
                throw e;
            }
            return inference;
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** Settles how the tensor libraries run; for whoever uses them without loading a version. */
    public static void prepareEngines() {
        NativeEngines.prepare();
    }

    public Prototype prototype() {
        return prototype;
    }

    /**
     * Predictions for the rows of a table with this header.
     *
     * @throws HeaderException when the header does not fit the inputs
     */
    public TablePredictor forColumns(List<String> columns) {
        return new TablePredictor(prototype, RowReader.of(prototype.inputs(), columns), pool);
    }

    /**
     * Expands the form of a batch into rows.
     *
     * @param form field name to text as typed
     * @throws ModelException when the prototype has no form or its predictor fails
     */
    public FormAnswer expand(Map<String, String> form) {
        return pool.call(predictor -> new FormExpander(prototype, predictor).expand(form));
    }

    /** Frees the model; calls that are under way end first. */
    @Override
    public void close() {
        pool.close();
        source.close();
    }

    /** Work for one predictor. */
    interface Task<T> {
        T run(Predictor predictor);
    }
}
