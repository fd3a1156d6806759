package dev.vitrine.inference;

import dev.vitrine.common.prediction.Predictor;
import dev.vitrine.common.prototype.Prototype;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** A few platform threads and as many predictors; a task has one predictor for itself while it runs. */
final class PredictorPool implements AutoCloseable {
    private final String name;
    private final List<Predictor> predictors = new ArrayList<>();
    private final BlockingQueue<Predictor> idle;
    private final ExecutorService threads;

    PredictorPool(Prototype prototype, PredictorSource source, int size) {
        if (size < 1 || size > 64) {
            throw new IllegalArgumentException("threads must be 1 to 64, not " + size);
        }
        this.name = prototype.name();
        this.idle = new ArrayBlockingQueue<>(size);
        try {
            for (int i = 0; i < size; i++) {
                predictors.add(source.newPredictor());
            }
        } catch (RuntimeException e) {
            predictors.forEach(Predictor::close);
            throw e;
        }
        idle.addAll(predictors);
        threads = Executors.newFixedThreadPool(
                size,
                Thread.ofPlatform().daemon().name("predict-" + name + "-", 1).factory());
    }

    <T> Future<T> submit(Inference.Task<T> task) {
        try {
            return threads.submit(() -> {
                Predictor predictor = idle.take();
                try {
                    return task.run(predictor);
                } finally {
                    idle.add(predictor);
                }
            });
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("model " + name + " is closed", e);
        }
    }

    <T> T call(Inference.Task<T> task) {
        return result(submit(task));
    }

    /** Waits for a task. What a predictor throws becomes a {@link ModelException} with the model's name. */
    <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case ModelException known -> known;
                case null -> new ModelException("Model " + name + " failed.", e);
                case Throwable cause ->
                    new ModelException(
                            "Model " + name + " failed: " + cause.getClass().getSimpleName() + ": "
                                    + ModelException.reason(cause),
                            cause);
            };
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new ModelException("Model " + name + " was interrupted.", e);
        }
    }

    @Override
    public void close() {
        threads.close();
        predictors.forEach(Predictor::close);
    }
}
