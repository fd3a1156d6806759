package dev.vitrine.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.util.List;

/** A block of feature rows to a (rows, features) tensor, and the (rows, columns) tensor that comes back. */
record BlockTranslator(String name, int rows, int features) implements NoBatchifyTranslator<float[], float[]> {
    @Override
    public NDList processInput(TranslatorContext context, float[] block) {
        return new NDList(context.getNDManager().create(block, new Shape(rows, features)));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList list) {
        List<NDArray> tensors = list.stream()
                .filter(array ->
                        array.getDataType().isFloating() && array.getShape().dimension() > 0)
                .toList();
        if (tensors.size() != 1) {
            throw new ModelException("Model " + name + ": the model gives " + tensors.size() + " tensors of numbers ("
                    + list.stream()
                            .map(array -> array.getDataType() + " " + array.getShape())
                            .toList()
                    + "), but one is needed; export it with one, such as the scores or probabilities.");
        }
        NDArray tensor = tensors.getFirst();
        if (tensor.getShape().get(0) != rows) {
            throw new ModelException(
                    "Model " + name + ": the model gives a tensor of shape " + tensor.getShape() + " for " + rows
                            + " rows, but one row for each is needed; export it so that rows are independent.");
        }
        return tensor.toFloatArray();
    }
}
