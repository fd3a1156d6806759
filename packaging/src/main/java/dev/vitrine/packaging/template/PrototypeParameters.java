package dev.vitrine.packaging.template;

import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.prototype.ScheduleSpec;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The parameters of {@code prototype.yaml} that a manifest decides. */
public final class PrototypeParameters {
    private static final int CPU_UNITS = 1024;

    private PrototypeParameters() {}

    /** By name. */
    public static Map<String, String> of(Prototype prototype) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("Prototype", prototype.name());
        parameters.put("OwnImages", String.valueOf(prototype.predictor() instanceof PredictorSpec.PredictorClass));
        parameters.put("FunctionMemory", String.valueOf(prototype.realtime().memoryMb()));
        parameters.put(
                "FunctionTimeout", String.valueOf(prototype.realtime().timeout().toSeconds()));
        parameters.put("BatchCpu", String.valueOf(Math.round(prototype.batch().cpu() * CPU_UNITS)));
        parameters.put("BatchMemory", String.valueOf(prototype.batch().memoryMb()));
        parameters.put("BatchCapacity", prototype.batch().spot() ? "FARGATE_SPOT" : "FARGATE");
        parameters.put(
                "ScheduleExpression",
                prototype.schedule().map(ScheduleSpec::when).orElse(""));
        parameters.put(
                "ScheduleTimeZone",
                prototype
                        .schedule()
                        .map(schedule -> schedule.timeZone().getId())
                        .orElse("UTC"));
        return parameters;
    }

    /** The variable by which a person sets a parameter: {@code NIGHT_OFF} for {@code NightOff}. */
    public static String variable(String parameter) {
        return parameter.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }
}
