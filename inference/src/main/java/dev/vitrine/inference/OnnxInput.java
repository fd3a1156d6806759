package dev.vitrine.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;

/**
 * What an ONNX model says of its one input; DJL does not pass it on.
 *
 * @param rows fixed number of rows per call, else -1
 * @param features of a row, else -1
 */
record OnnxInput(long rows, long features) {
    private static final OnnxInput UNKNOWN = new OnnxInput(-1, -1);

    static OnnxInput of(Path file) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString(), options)) {
                for (NodeInfo input : session.getInputInfo().values()) {
                    if (input.getInfo() instanceof TensorInfo tensor && tensor.getShape().length == 2) {
                        return new OnnxInput(tensor.getShape()[0], tensor.getShape()[1]);
                    }
                }
                return UNKNOWN;
            }
        } catch (OrtException e) {
            throw new ModelException(
                    "ONNX Runtime cannot read " + file.getFileName() + ": " + ModelException.reason(e), e);
        }
    }
}
