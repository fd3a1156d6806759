package dev.vitrine.inference.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * A linear support vector machine: hinge loss and a squared penalty on the weights, by subgradient descent over the
 * whole table, averaged over the second half of the steps. Features are standardised to learn, and the standardisation
 * is folded into the weights, so that the model takes them as they are.
 */
final class LinearSvm implements Training {
    private static final float PENALTY = 1e-3f;
    private static final int STEPS = 1500;

    @Override
    public Classifier train(LabelledTable table) {
        int features = table.features();
        double[] mean = new double[features];
        double[] deviation = new double[features];
        moments(table, mean, deviation);
        float[] solution = descend(table, mean, deviation);
        float[] weights = new float[features];
        double bias = solution[features];
        for (int i = 0; i < features; i++) {
            weights[i] = rounded(solution[i] / deviation[i]);
            bias -= solution[i] * mean[i] / deviation[i];
        }
        return new Classifier(List.of(new DenseLayer(features, weights, new float[] {rounded(bias)})), false);
    }

    private static void moments(LabelledTable table, double[] mean, double[] deviation) {
        int rows = table.rows().size();
        for (int i = 0; i < mean.length; i++) {
            int feature = i;
            mean[i] = table.rows().stream()
                            .mapToDouble(row -> row.features()[feature])
                            .sum()
                    / rows;
            deviation[i] = Math.sqrt(table.rows().stream()
                            .mapToDouble(row -> Math.pow(row.features()[feature] - mean[feature], 2))
                            .sum()
                    / rows);
        }
    }

    /** Weights of the standardised features and, last, the bias. */
    private static float[] descend(LabelledTable table, double[] mean, double[] deviation) {
        int rows = table.rows().size();
        int width = mean.length + 1;
        float[] design = new float[rows * width];
        float[] signs = new float[rows];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < mean.length; i++) {
                design[r * width + i] = (float) ((table.rows().get(r).features()[i] - mean[i]) / deviation[i]);
            }
            design[r * width + mean.length] = 1;
            signs[r] = table.rows().get(r).label() == 1 ? 1 : -1;
        }
        float[] penalties = new float[width];
        java.util.Arrays.fill(penalties, 0, mean.length, PENALTY);
        try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), TrainMain.ENGINE)) {
            NDArray x = manager.create(design, new Shape(rows, width));
            NDArray transposed = x.transpose();
            NDArray y = manager.create(signs, new Shape(rows, 1));
            NDArray penalty = manager.create(penalties, new Shape(width, 1));
            NDArray w = manager.zeros(new Shape(width, 1));
            NDArray average = manager.zeros(new Shape(width, 1));
            for (int step = 1; step <= STEPS; step++) {
                try (NDManager scope = manager.newSubManager()) {
                    w.tempAttach(scope);
                    NDArray inside = x.matMul(w).mul(y).lt(1).toType(ai.djl.ndarray.types.DataType.FLOAT32, false);
                    NDArray pull = transposed.matMul(y.mul(inside)).div(rows);
                    NDArray moved = w.sub(w.mul(penalty).sub(pull).mul(1 / Math.sqrt(step)));
                    moved.attach(manager);
                    w.attach(scope);
                    w = moved;
                    if (step > STEPS / 2) {
                        average.addi(w.div(STEPS - STEPS / 2));
                    }
                }
            }
            return average.toFloatArray();
        }
    }

    /** Six digits: what is finer would depend on the machine that trains. */
    private static float rounded(double value) {
        return new BigDecimal(value).round(new MathContext(6)).floatValue();
    }
}
