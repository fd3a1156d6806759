package dev.vitrine.localcloud.ecs;

import dev.vitrine.localcloud.http.AwsException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A task's size.
 *
 * @param cpu units of 1/1024 vCPU
 * @param memory MiB
 */
record FargateSize(int cpu, int memory) {
    private static final Pattern CPU = Pattern.compile("(\\d*\\.?\\d+)\\s*(vcpu)?");
    private static final Pattern MEMORY = Pattern.compile("(\\d*\\.?\\d+)\\s*(gb)?");

    /** Reads {@code "256"} or {@code ".25 vCPU"}, and {@code "512"} or {@code "0.5 GB"}. */
    static FargateSize parse(Optional<String> cpu, Optional<String> memory) {
        if (cpu.isEmpty()) {
            throw EcsErrors.client("Fargate requires that 'cpu' be defined at the task level.");
        }
        if (memory.isEmpty()) {
            throw EcsErrors.client("Fargate requires that 'memory' be defined at the task level.");
        }
        int units = units(CPU, cpu.get(), () -> EcsErrors.client("Invalid 'cpu' setting for task."));
        int mebibytes = units(MEMORY, memory.get(), () -> EcsErrors.client("Invalid 'memory' setting for task."));
        if (!exists(units, mebibytes)) {
            throw EcsErrors.client("No Fargate configuration exists for given values: " + units + " CPU, " + mebibytes
                    + " memory. See the Amazon ECS documentation for the valid values.");
        }
        return new FargateSize(units, mebibytes);
    }

    private static int units(Pattern form, String text, Supplier<AwsException> invalid) {
        Matcher matcher = form.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw invalid.get();
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        BigDecimal factor = BigDecimal.valueOf(matcher.group(2) == null ? 1 : 1024);
        try {
            return number.multiply(factor).intValueExact();
        } catch (ArithmeticException e) {
            throw invalid.get();
        }
    }

    private static boolean exists(int cpu, int memory) {
        return switch (cpu) {
            case 256 -> memory == 512 || memory == 1024 || memory == 2048;
            case 512 -> steps(memory, 1, 4, 1);
            case 1024 -> steps(memory, 2, 8, 1);
            case 2048 -> steps(memory, 4, 16, 1);
            case 4096 -> steps(memory, 8, 30, 1);
            case 8192 -> steps(memory, 16, 60, 4);
            case 16384 -> steps(memory, 32, 120, 8);
            default -> false;
        };
    }

    private static boolean steps(int memory, int least, int most, int step) {
        return memory % 1024 == 0
                && memory / 1024 >= least
                && memory / 1024 <= most
                && (memory / 1024 - least) % step == 0;
    }
}
