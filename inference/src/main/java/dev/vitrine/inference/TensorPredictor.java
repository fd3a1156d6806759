package dev.vitrine.inference;

import ai.djl.translate.TranslateException;
import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prediction.PredictionContext;
import dev.vitrine.common.prediction.Predictor;
import dev.vitrine.common.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers with a model file, a block of rows per tensor call; the last block is filled up with zeros. */
final class TensorPredictor implements Predictor {
    private final String name;
    private final ai.djl.inference.Predictor<float[], float[]> engine;
    private final TensorInputs inputs;
    private final int blockRows;
    private final TensorOutputs outputs;

    TensorPredictor(
            String name,
            ai.djl.inference.Predictor<float[], float[]> engine,
            TensorInputs inputs,
            int blockRows,
            TensorOutputs outputs) {
        this.name = name;
        this.engine = engine;
        this.inputs = inputs;
        this.blockRows = blockRows;
        this.outputs = outputs;
    }

    @Override
    public List<Outcome> predict(List<Row> rows, PredictionContext context) {
        List<Outcome> outcomes = new ArrayList<>(rows.size());
        for (int from = 0; from < rows.size(); from += blockRows) {
            predictBlock(rows.subList(from, Math.min(from + blockRows, rows.size())), outcomes);
        }
        return outcomes;
    }

    private void predictBlock(List<Row> rows, List<Outcome> outcomes) {
        int features = inputs.features();
        float[] block = new float[blockRows * features];
        List<Optional<Outcome.Rejected>> rejects = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            rejects.add(inputs.encode(rows.get(i), block, i * features));
        }
        float[] answer;
        try {
            answer = engine.predict(block);
        } catch (TranslateException e) {
            throw new ModelException("Model " + name + " failed: " + ModelException.reason(e), e);
        }
        int columns = answer.length / blockRows;
        for (int i = 0; i < rows.size(); i++) {
            Optional<Outcome.Rejected> reject = rejects.get(i);
            outcomes.add(reject.isPresent() ? reject.get() : outputs.decode(answer, i * columns, (i + 1) * columns));
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
