package dev.vitrine.inference.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.vitrine.inference.training.LabelledTable.LabelledRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A multilayer perceptron for square pictures: one hidden layer, softmax cross entropy, Adam. Each epoch sees half of
 * the pictures moved by up to one pixel, and a quarter in black and white: people who draw neither centre nor shade.
 * Sevens without a crossbar are added to what it learns from.
 */
final class Perceptron implements Training {
    private static final int HIDDEN = 128;
    private static final int EPOCHS = 60;
    private static final int BATCH = 64;
    private static final int STROKE_SEVENS = 90;
    private static final float LEARNING_RATE = 2e-3f;

    private final int side;
    private final int classes;
    private final float scale;

    /** @param scale greatest value of a pixel */
    Perceptron(int side, int classes, float scale) {
        this.side = side;
        this.classes = classes;
        this.scale = scale;
    }

    @Override
    public Classifier train(LabelledTable drawn) {
        LabelledTable table = drawn.and(new StrokeSevens(side, scale, SEED).draw(STROKE_SEVENS));
        Engine.getEngine(TrainMain.ENGINE).setRandomSeed((int) SEED);
        try (Model model = Model.newInstance("perceptron", TrainMain.ENGINE)) {
            model.setBlock(new SequentialBlock()
                    .add(Linear.builder().setUnits(HIDDEN).build())
                    .add(Activation::relu)
                    .add(Linear.builder().setUnits(classes).build()));
            DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                    .optDevices(new Device[] {Device.cpu()})
                    .optOptimizer(Optimizer.adam()
                            .optLearningRateTracker(Tracker.cosine()
                                    .setBaseValue(LEARNING_RATE)
                                    .optFinalValue(LEARNING_RATE / 100)
                                    .setMaxUpdates(EPOCHS * (table.rows().size() / BATCH))
                                    .build())
                            .build());
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(BATCH, table.features()));
                for (int epoch = 0; epoch < EPOCHS; epoch++) {
                    epoch(trainer, table.shuffled(SEED + epoch), new Random(SEED + epoch));
                }
            }
            return classifier(model);
        }
    }

    private void epoch(Trainer trainer, LabelledTable table, Random random) {
        for (int from = 0; from + BATCH <= table.rows().size(); from += BATCH) {
            List<LabelledRow> rows = table.rows().subList(from, from + BATCH);
            try (NDManager scope = trainer.getManager().newSubManager()) {
                float[] pictures = new float[BATCH * table.features()];
                float[] labels = new float[BATCH];
                for (int i = 0; i < BATCH; i++) {
                    moved(rows.get(i).features(), random, pictures, i * table.features());
                    labels[i] = rows.get(i).label();
                }
                NDArray x = scope.create(pictures, new Shape(BATCH, table.features()));
                NDArray y = scope.create(labels, new Shape(BATCH));
                try (GradientCollector gradients = trainer.newGradientCollector()) {
                    NDList answer = trainer.forward(new NDList(x));
                    gradients.backward(trainer.getLoss().evaluate(new NDList(y), answer));
                    answer.close();
                }
                trainer.step();
            }
        }
    }

    private void moved(float[] picture, Random random, float[] pictures, int offset) {
        boolean move = random.nextBoolean();
        int right = move ? random.nextInt(3) - 1 : 0;
        int down = move ? random.nextInt(3) - 1 : 0;
        boolean blackAndWhite = random.nextInt(4) == 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int fromX = x - right;
                int fromY = y - down;
                boolean inside = fromX >= 0 && fromX < side && fromY >= 0 && fromY < side;
                float dark = inside ? picture[fromY * side + fromX] / scale : 0;
                pictures[offset + y * side + x] = blackAndWhite ? Math.round(dark) : dark;
            }
        }
    }

    private Classifier classifier(Model model) {
        List<Parameter> parameters = model.getBlock().getParameters().values();
        List<DenseLayer> layers = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i += 2) {
            NDArray weight = parameters.get(i).getArray();
            layers.add(new DenseLayer(
                    (int) weight.getShape().get(1),
                    weight.toFloatArray(),
                    parameters.get(i + 1).getArray().toFloatArray()));
        }
        layers.set(0, layers.getFirst().unscaled(scale));
        return new Classifier(layers, true);
    }
}
