package dev.vitrine.common.prototype;

import java.util.List;

/** What answers for a prototype. */
public sealed interface PredictorSpec {
    /** The engines that a manifest may name. A manifest always names one. */
    enum Engine {
        MXNet,
        OnnxRuntime
    }

    /**
     * A model file for an engine.
     *
     * @param model folder of the artifact in the prototype's folder
     */
    record EngineModel(Engine engine, String model) implements PredictorSpec {}

    /**
     * A Java class that implements {@link dev.vitrine.common.prediction.Predictor}.
     *
     * @param className with a public constructor without parameters
     * @param jar path of the jar in the prototype's folder
     * @param counters names of the counters that the class may use
     */
    record PredictorClass(String className, String jar, List<String> counters) implements PredictorSpec {
        public PredictorClass {
            counters = List.copyOf(counters);
        }
    }
}
