package dev.vitrine.console.launch;

import dev.vitrine.common.operation.TaskDefinitionDetail;
import dev.vitrine.common.operation.TaskLaunch;
import dev.vitrine.console.kit.Secrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what a person filled in into a launch. */
final class LaunchRequest {
    /** Memory in MB that Fargate takes for its sizes of processor, in units of 1/1024: least and most. */
    private static final Map<Integer, List<Integer>> SIZES = Map.of(
            256, List.of(512, 2_048),
            512, List.of(1_024, 4_096),
            1_024, List.of(2_048, 8_192),
            2_048, List.of(4_096, 16_384),
            4_096, List.of(8_192, 30_720),
            8_192, List.of(16_384, 61_440),
            16_384, List.of(32_768, 122_880));

    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

    private LaunchRequest() {}

    /**
     * Reads the answers.
     *
     * @throws IllegalArgumentException with a sentence for people
     */
    static TaskLaunch read(Map<String, String> answers, TaskDefinitionDetail definition) {
        int cpu = number(answers, "cpu", definition.cpuUnits(), "cpu");
        int memory = number(answers, "memory", definition.memoryMb(), "memory");
        checkSize(cpu, memory);
        return new TaskLaunch(
                definition.arn(),
                definition.container(),
                number(answers, "count", 1, "count"),
                command(answers.getOrDefault("command", "")),
                environment(answers.getOrDefault("environment", "")),
                cpu == definition.cpuUnits() ? Optional.empty() : Optional.of(cpu),
                memory == definition.memoryMb() ? Optional.empty() : Optional.of(memory),
                ids(answers.getOrDefault("subnets", "")),
                ids(answers.getOrDefault("groups", "")));
    }

    private static void checkSize(int cpu, int memory) {
        List<Integer> range = SIZES.get(cpu);
        if (range == null) {
            throw new IllegalArgumentException(
                    "The processor must be 256, 512, 1024, 2048, 4096, 8192 or 16384 units (1024 are one CPU).");
        }
        if (memory < range.getFirst() || memory > range.getLast()) {
            throw new IllegalArgumentException("With " + cpu + " units of processor Fargate gives " + range.getFirst()
                    + " to " + range.getLast() + " MB, not " + memory + ".");
        }
    }

    private static int number(Map<String, String> answers, String name, int otherwise, String what) {
        String typed = answers.getOrDefault(name, "").strip();
        if (typed.isEmpty()) {
            return otherwise;
        }
        if (!typed.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("The " + what + " must be a whole number, not '" + typed + "'.");
        }
        return Integer.parseInt(typed);
    }

    private static List<String> command(String line) {
        if (line.contains(Secrets.HIDDEN)) {
            throw new IllegalArgumentException(
                    "A preset keeps no secrets: write the command's in place of " + Secrets.HIDDEN + ".");
        }
        return words(line);
    }

    /** As a shell splits a line into words; quotes hold blanks together. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group().replaceAll("\"([^\"]*)\"|'([^']*)'", "$1$2"));
        }
        return words;
    }

    static Map<String, String> environment(String lines) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String line : lines.split("\n", -1)) {
            if (line.isBlank()) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1 || !line.substring(0, equals).strip().matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new IllegalArgumentException("Write variables as NAME=value, one a line; not '" + line + "'.");
            }
            variables.put(line.substring(0, equals).strip(), line.substring(equals + 1));
        }
        return variables;
    }

    private static List<String> ids(String text) {
        return Arrays.stream(text.split("[\\s,]+")).filter(id -> !id.isBlank()).toList();
    }
}
