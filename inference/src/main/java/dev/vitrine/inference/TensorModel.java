package dev.vitrine.inference;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.translate.TranslateException;
import dev.vitrine.common.prediction.Predictor;
import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.common.prototype.Prototype;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A model file loaded into its engine, checked against the manifest. Its predictors share it. */
final class TensorModel implements PredictorSource {
    /**
     * Rows of every tensor call. A tensor library adds up in another order for another shape, so that the last bit of a
     * score would depend on how many rows came together; with one shape for all calls it depends on the row alone.
     */
    static final int BLOCK_ROWS = 64;

    private final String name;
    private final Model model;
    private final TensorInputs inputs;
    private final int blockRows;
    private final TensorOutputs outputs;

    private TensorModel(String name, Model model, TensorInputs inputs, int blockRows, TensorOutputs outputs) {
        this.name = name;
        this.model = model;
        this.inputs = inputs;
        this.blockRows = blockRows;
        this.outputs = outputs;
    }

    /**
     * @param folder of the version's files
     * @throws ModelException when the file is missing, broken, or does not fit the declared inputs and outputs
     */
    @SuppressWarnings("MustBeClosedChecker") // closed by whoever closes this, or here when it does not fit
    static TensorModel load(Prototype prototype, PredictorSpec.EngineModel spec, Path folder) {
        NativeEngines.prepare();
        String name = prototype.name();
        TensorInputs inputs = new TensorInputs(name, prototype.inputs());
        ModelFiles files = ModelFiles.find(name, spec.engine(), folder.resolve(spec.model()), spec.model());
        Model model = open(name, spec, files);
        try {
            int blockRows = checkInput(name, model, files, inputs);
            int columns = trial(name, model, blockRows, inputs);
            return new TensorModel(
                    name, model, inputs, blockRows, new TensorOutputs(name, prototype.outputs(), columns));
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static Model open(String name, PredictorSpec.EngineModel spec, ModelFiles files) {
        Model model;
        try {
            model = Model.newInstance(name, spec.engine().name());
        } catch (RuntimeException | LinkageError e) {
            throw new ModelException(
                    "Engine " + spec.engine() + " cannot be used on this machine: " + ModelException.reason(e), e);
        }
        try {
            model.load(files.folder(), files.prefix(), Map.of("interOpNumThreads", "1", "intraOpNumThreads", "1"));
            return model;
        } catch (IOException | MalformedModelException | RuntimeException e) {
            model.close();
            throw new ModelException(
                    "Model " + name + ": " + spec.engine() + " cannot read " + files.describe() + ": "
                            + ModelException.reason(e) + ". Export or train it again, and publish.",
                    e);
        }
    }

    /** Rows of a call: as many as the model fixes, else {@link #BLOCK_ROWS}. */
    private static int checkInput(String name, Model model, ModelFiles files, TensorInputs inputs) {
        List<String> tensors = model.describeInput().keys();
        if (tensors.size() != 1) {
            throw new ModelException("Model " + name + ": " + files.describe() + " takes " + tensors.size()
                    + " tensors " + tensors + ", but the inputs of a table make one; "
                    + (tensors.isEmpty() ? "export it again." : "are all its parameters in the file?"));
        }
        return switch (files.engine()) {
            case MXNet -> {
                checkFeatures(name, firstLayer(model, files), files, inputs);
                yield BLOCK_ROWS;
            }
            case OnnxRuntime -> {
                OnnxInput input = OnnxInput.of(files.folder().resolve(files.prefix() + ".onnx"));
                checkFeatures(name, input.features(), files, inputs);
                yield input.rows() > 0 ? Math.toIntExact(input.rows()) : BLOCK_ROWS;
            }
        };
    }

    /** @param features that the model takes; not positive when it does not tell */
    private static void checkFeatures(String name, long features, ModelFiles files, TensorInputs inputs) {
        if (features > 0 && features != inputs.features()) {
            throw new ModelException("Model " + name + ": " + files.describe() + " takes " + features
                    + (features == 1 ? " feature" : " features") + ", but prototype.yaml declares " + inputs.describe()
                    + "; make them agree.");
        }
    }

    /** Features that the first layer takes; -1 when that cannot be told. */
    private static long firstLayer(Model model, ModelFiles files) {
        return files.firstWeight()
                .map(weight -> model.getBlock().getParameters().get(weight))
                .filter(weight -> weight != null && weight.isInitialized())
                .map(weight -> weight.getArray().getShape())
                .filter(shape -> shape.dimension() == 2)
                .map(shape -> shape.get(1))
                .orElse(-1L);
    }

    /** One call with zeros; gives the numbers per row that come out. */
    private static int trial(String name, Model model, int blockRows, TensorInputs inputs) {
        try (var predictor = model.newPredictor(new BlockTranslator(name, blockRows, inputs.features()))) {
            return predictor.predict(new float[blockRows * inputs.features()]).length / blockRows;
        } catch (TranslateException | RuntimeException e) {
            if (e.getCause() instanceof ModelException known) {
                throw known;
            }
            throw new ModelException(
                    "Model " + name + ": the model cannot answer for " + inputs.describe()
                            + " as prototype.yaml declares them: " + ModelException.reason(e),
                    e);
        }
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the predictor closes it
    public Predictor newPredictor() {
        return new TensorPredictor(
                name,
                model.newPredictor(new BlockTranslator(name, blockRows, inputs.features())),
                inputs,
                blockRows,
                outputs);
    }

    @Override
    public void close() {
        model.close();
    }
}
