package dev.vitrine.web.page;

import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.prediction.Health;
import dev.vitrine.web.text.Texts;
import java.util.List;
import java.util.Optional;

/**
 * What a prototype is.
 *
 * @param versions that were published, newest first
 */
public record AboutPage(
        Frame frame, Served served, Optional<String> picture, List<ModelVersion> versions, Health.State health) {
    /** What answers, in few words. */
    public String predictor() {
        return switch (served.prototype().predictor()) {
            case PredictorSpec.EngineModel(PredictorSpec.Engine engine, String ignored) ->
                Texts.text("about.model", engine.name());
            case PredictorSpec.PredictorClass(String className, var ignored, var counters) ->
                counters.isEmpty()
                        ? Texts.text("about.class", simple(className))
                        : Texts.text("about.class.remembers", simple(className), String.join(", ", counters));
        };
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** Type and limits of a field. */
    public static String type(Field field) {
        String limits = new Control(field, "", "").hint();
        String help = field.help().orElse("");
        String rest = limits.startsWith(help) ? limits.substring(help.length()).replaceFirst("^[. ]+", "") : limits;
        String word = field.type().word();
        String options = String.join(", ", new Control(field, "", "").options());
        return word
                + (rest.isEmpty()
                        ? ""
                        : ", " + rest.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + rest.substring(1))
                + (options.isEmpty() ? "" : ": " + options);
    }
}
