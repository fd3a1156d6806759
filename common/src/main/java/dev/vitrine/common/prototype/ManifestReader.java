package dev.vitrine.common.prototype;

import dev.vitrine.common.prototype.PredictorSpec.Engine;
import dev.vitrine.common.text.NearestName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code prototype.yaml}. Every problem is named with file, line and the nearest known key. */
public final class ManifestReader {
    private static final int MAX_BYTES = 1_000_000;
    private static final Pattern MEGABYTES = Pattern.compile("(\\d{1,6})\\s*(MB|GB)");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,6})\\s*(s|min)");

    private final String file;
    private final List<ManifestProblem> problems = new ArrayList<>();

    private ManifestReader(String file) {
        this.file = file;
    }

    /**
     * Reads a manifest's file.
     *
     * @throws ManifestException when the file cannot be read or used
     */
    public static Prototype read(Path prototypeYaml) {
        String file = prototypeYaml.toString();
        try {
            if (Files.size(prototypeYaml) > MAX_BYTES) {
                throw failure(file, 1, "the file has more than " + MAX_BYTES + " bytes");
            }
            return read(file, Files.readString(prototypeYaml));
        } catch (CharacterCodingException e) {
            throw failure(file, 1, "the file is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            throw failure(file, 1, "the file cannot be read: " + e);
        }
    }

    /**
     * Reads the text of a manifest.
     *
     * @param fileName named in problems
     * @throws ManifestException when it cannot be used
     */
    public static Prototype read(String fileName, String yaml) {
        ManifestReader reader = new ManifestReader(fileName);
        Prototype prototype = reader.prototype(reader.compose(yaml));
        if (prototype == null || !reader.problems.isEmpty()) {
            throw new ManifestException(reader.problems);
        }
        return prototype;
    }

    private Node compose(String yaml) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setMaxAliasesForCollections(10)
                .build();
        try {
            return new Compose(settings)
                    .composeString(yaml)
                    .orElseThrow(() -> failure(
                            file,
                            1,
                            "the file is empty; it needs at least name, title, inputs, outputs and predictor"));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw failure(file, line, "this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw failure(file, 1, "this is not YAML: " + e.getMessage());
        }
    }

    private @Nullable Prototype prototype(Node node) {
        try (YamlObject root = new YamlObject(file, problems, node)) {
            String name = root.requiredText("name");
            String title = root.requiredText("title");
            String summary = root.text("summary").orElse("");
            Schema inputs = FieldReader.schema(root, "inputs");
            Schema outputs = FieldReader.schema(root, "outputs");
            PredictorSpec predictor =
                    root.object("predictor").map(this::predictor).orElse(null);
            RealtimeSpec realtime = root.object("realtime").map(this::realtime).orElse(RealtimeSpec.DEFAULT);
            BatchSpec batch = root.object("batch").map(this::batch).orElse(BatchSpec.DEFAULT);
            Optional<ScheduleSpec> schedule = root.object("schedule").flatMap(this::schedule);
            Optional<String> examples = root.text("examples").filter(path -> inside(root, "examples", path));
            missing(root, "inputs", "outputs", "predictor");
            if (inputs == null || outputs == null || predictor == null || realtime == null || batch == null) {
                return null;
            }
            return root.checked(
                    root.line("name"),
                    () -> new Prototype(
                            name, title, summary, inputs, outputs, predictor, realtime, batch, schedule, examples));
        }
    }

    private static void missing(YamlObject root, String... keys) {
        for (String key : keys) {
            if (!root.has(key)) {
                root.problem(root.line(), "key '" + key + "' is missing");
            }
        }
    }

    private @Nullable PredictorSpec predictor(YamlObject object) {
        try (object) {
            Optional<String> className = object.text("class");
            Optional<String> engine = object.text("engine");
            Optional<String> model = object.text("model").filter(path -> inside(object, "model", path));
            Optional<String> jar = object.text("jar").filter(path -> inside(object, "jar", path));
            List<String> counters = object.texts("counters").orElse(List.of());
            if (className.isPresent() == engine.isPresent()) {
                object.problem(
                        object.line(), "a predictor has either an engine with its model, or a class with its jar");
                return null;
            }
            if (className.isPresent()) {
                if (jar.isEmpty() || model.isPresent()) {
                    object.problem(object.line("class"), "a predictor class comes with 'jar' and without 'model'");
                    return null;
                }
                return new PredictorSpec.PredictorClass(className.get(), jar.get(), counters);
            }
            if (jar.isPresent() || !counters.isEmpty()) {
                object.problem(
                        object.line("engine"), "'jar' and 'counters' belong to a predictor class, not to an engine");
                return null;
            }
            return engine(object, engine.get())
                    .map(known -> new PredictorSpec.EngineModel(known, model.orElse("model/")))
                    .orElse(null);
        }
    }

    private static Optional<Engine> engine(YamlObject object, String word) {
        List<String> names = Arrays.stream(Engine.values()).map(Engine::name).toList();
        if (!names.contains(word)) {
            object.problem(
                    object.line("engine"),
                    "unknown engine '" + word + "'" + NearestName.hint(word, names) + "; the engines are "
                            + String.join(", ", names));
            return Optional.empty();
        }
        return Optional.of(Engine.valueOf(word));
    }

    private @Nullable RealtimeSpec realtime(YamlObject object) {
        try (object) {
            int memory = memory(object).orElse(RealtimeSpec.DEFAULT.memoryMb());
            Duration timeout = object.parsed("timeout", "seconds or minutes such as 10 s", ManifestReader::duration)
                    .orElse(RealtimeSpec.DEFAULT.timeout());
            return object.checked(object.line(), () -> new RealtimeSpec(memory, timeout));
        }
    }

    private @Nullable BatchSpec batch(YamlObject object) {
        try (object) {
            BatchSpec usual = BatchSpec.DEFAULT;
            double cpu = object.number("cpu").orElse(usual.cpu());
            int memory = memory(object).orElse(usual.memoryMb());
            int rowsPerShard = object.count("rowsPerShard").orElse(usual.rowsPerShard());
            int maxWorkers = object.count("maxWorkers").orElse(usual.maxWorkers());
            boolean spot = object.bool("spot").orElse(usual.spot());
            Optional<Schema> form = Optional.ofNullable(FieldReader.schema(object, "form"));
            return object.checked(
                    object.line(), () -> new BatchSpec(cpu, memory, rowsPerShard, maxWorkers, spot, form));
        }
    }

    private Optional<ScheduleSpec> schedule(YamlObject object) {
        try (object) {
            String when = object.requiredText("when");
            ZoneId zone = object.parsed("timeZone", "a time zone such as Europe/Berlin", ZoneId::of)
                    .orElse(ZoneId.of("UTC"));
            Optional<String> path = object.text("table").filter(text -> inside(object, "table", text));
            Optional<String> key = object.text("object");
            if (object.has("table") == object.has("object")) {
                object.problem(
                        object.line(),
                        "a schedule has either a table of the prototype's folder, or an object of the bucket");
            }
            Optional<ScheduleSpec.Table> table = path.<ScheduleSpec.Table>map(ScheduleSpec.Table.InFolder::new)
                    .or(() -> key.map(ScheduleSpec.Table.InBucket::new));
            return table.flatMap(found -> Optional.ofNullable(
                    object.checked(object.line("when"), () -> new ScheduleSpec(when, zone, found))));
        }
    }

    private static Optional<Integer> memory(YamlObject object) {
        return object.parsed("memory", "megabytes or gigabytes such as 1024 MB", text -> {
            Matcher matcher = matching(MEGABYTES, text);
            int number = Integer.parseInt(matcher.group(1));
            return matcher.group(2).equals("GB") ? Math.multiplyExact(number, 1024) : number;
        });
    }

    private static Duration duration(String text) {
        Matcher matcher = matching(SECONDS, text);
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("min") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
    }

    private static Matcher matching(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        return matcher;
    }

    /** A path must stay inside the prototype's folder. */
    private static boolean inside(YamlObject object, String key, String path) {
        Path relative = Path.of(path).normalize();
        if (relative.isAbsolute() || relative.startsWith("..") || path.contains("\\")) {
            object.problem(
                    object.line(key), "'" + key + "' must be a path inside the prototype's folder, not '" + path + "'");
            return false;
        }
        return true;
    }

    private static ManifestException failure(String file, int line, String message) {
        return new ManifestException(List.of(new ManifestProblem(file, line, message)));
    }
}
