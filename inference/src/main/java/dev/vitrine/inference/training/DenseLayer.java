package dev.vitrine.inference.training;

/**
 * A fully connected layer: {@code weights x + bias}.
 *
 * @param weights row by row, one row per output
 * @param bias one per output
 */
@SuppressWarnings("ArrayRecordComponent") // layers are compared by nobody
record DenseLayer(int inputs, float[] weights, float[] bias) {
    DenseLayer {
        if (weights.length != inputs * bias.length) {
            throw new IllegalArgumentException(
                    weights.length + " weights do not make " + bias.length + " rows of " + inputs);
        }
    }

    int outputs() {
        return bias.length;
    }

    float[] apply(float[] x) {
        float[] y = bias.clone();
        for (int row = 0; row < y.length; row++) {
            double sum = y[row];
            for (int i = 0; i < inputs; i++) {
                sum += (double) weights[row * inputs + i] * x[i];
            }
            y[row] = (float) sum;
        }
        return y;
    }

    /** The same layer for inputs that were not divided by {@code scale} beforehand. */
    DenseLayer unscaled(float scale) {
        float[] divided = weights.clone();
        for (int i = 0; i < divided.length; i++) {
            divided[i] /= scale;
        }
        return new DenseLayer(inputs, divided, bias);
    }
}
