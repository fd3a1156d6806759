package dev.vitrine.inference;

import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.Prototype;

/** Small manifests. */
final class Manifests {
    private Manifests() {}

    /** @param rest the manifest from {@code inputs} on */
    static Prototype of(String rest) {
        return ManifestReader.read("prototype.yaml", "name: sample\ntitle: A sample\n" + rest);
    }

    static Prototype onnx(String inputs, String outputs) {
        return of("inputs:\n" + inputs + "\noutputs:\n" + outputs
                + "\npredictor: {engine: OnnxRuntime, model: model/}\n");
    }
}
