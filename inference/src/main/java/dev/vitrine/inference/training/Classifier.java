package dev.vitrine.inference.training;

import java.util.List;

/**
 * What training made: dense layers with a rectifier between them.
 *
 * @param softmax whether the last layer's numbers become probabilities
 */
record Classifier(List<DenseLayer> layers, boolean softmax) {
    Classifier {
        layers = List.copyOf(layers);
    }

    /** The class of a row: of the only output above 0 or not, of several the greatest. */
    int classOf(float[] row) {
        float[] x = row;
        for (int i = 0; i < layers.size(); i++) {
            x = layers.get(i).apply(x);
            if (i < layers.size() - 1) {
                rectify(x);
            }
        }
        if (x.length == 1) {
            return x[0] > 0 ? 1 : 0;
        }
        int best = 0;
        for (int i = 1; i < x.length; i++) {
            best = x[i] > x[best] ? i : best;
        }
        return best;
    }

    private static void rectify(float[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(0, x[i]);
        }
    }
}
