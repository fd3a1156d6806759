package dev.vitrine.localcloud.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.process.Image;
import dev.vitrine.localcloud.process.ImageStore;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lambda's operations on functions, but for Invoke. */
final class FunctionOperations {
    private static final DateTimeFormatter MODIFIED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);
    private static final Pattern ROLE =
            Pattern.compile("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    private static final int PAGE = 50;
    private static final int ACCOUNT_CONCURRENCY = 1_000;

    private final Functions functions;
    private final ImageStore images;
    private final Consumer<Image> prepare;
    private final Clock clock;

    /** @param prepare called with every image that becomes a function's */
    FunctionOperations(Functions functions, ImageStore images, Consumer<Image> prepare, Clock clock) {
        this.functions = functions;
        this.images = images;
        this.prepare = prepare;
        this.clock = clock;
    }

    ObjectNode create(JsonNode input) {
        FunctionName name = FunctionName.parse(input.path("FunctionName").asText());
        if (!input.path("PackageType").asText("Zip").equals("Image")) {
            throw LambdaErrors.invalid(
                    "Functions run from images here: set PackageType to Image and Code.ImageUri to the"
                            + " image. Deployment packages (PackageType Zip) are not supported by the local cloud.");
        }
        if (input.hasNonNull("Runtime") || input.hasNonNull("Handler")) {
            throw LambdaErrors.invalid(
                    "Please don't provide Handler or Runtime or Layer when the intended function PackageType is Image.");
        }
        String role = input.path("Role").asText();
        if (!ROLE.matcher(role).matches()) {
            throw LambdaErrors.constraint(role, "role", "satisfy regular expression pattern: " + ROLE.pattern());
        }
        if (functions.find(name.name()).isPresent()) {
            throw LambdaErrors.exists(name.name());
        }
        Image image = image(input.path("Code").path("ImageUri").asText());
        Function function = new Function(
                name.name(),
                FunctionName.LATEST,
                Settings.defaults(name.name()).with(input),
                image.reference(),
                codeDigest(image),
                architectures(input, List.of("x86_64")),
                Settings.map(input.path("Tags")),
                null,
                revision(),
                now());
        functions.add(function);
        return FunctionJson.configuration(publishIfAsked(function, input));
    }

    ObjectNode updateCode(FunctionName name, JsonNode input) {
        functions.require(name);
        if (!input.hasNonNull("ImageUri")) {
            throw LambdaErrors.invalid("Please provide ImageUri when updating a function with packageType Image.");
        }
        Image image = image(input.path("ImageUri").asText());
        String digest = codeDigest(image);
        Function changed = functions.change(name, function -> {
            checkRevision(function, input);
            return function.withCode(
                    image.reference(), digest, architectures(input, function.architectures()), revision(), now());
        });
        return FunctionJson.configuration(publishIfAsked(changed, input));
    }

    ObjectNode updateConfiguration(FunctionName name, JsonNode input) {
        return FunctionJson.configuration(functions.change(name, function -> {
            checkRevision(function, input);
            return function.withSettings(function.settings().with(input), revision(), now());
        }));
    }

    ObjectNode get(FunctionName name) {
        return FunctionJson.function(functions.resolve(name));
    }

    ObjectNode getConfiguration(FunctionName name) {
        return FunctionJson.configuration(functions.resolve(name));
    }

    void delete(FunctionName name) {
        functions.remove(name);
    }

    /** What is worked on, then the published versions. */
    ObjectNode versions(FunctionName name) {
        Function latest = functions.require(name);
        ObjectNode node = Json.object();
        ArrayNode versions = node.putArray("Versions").add(FunctionJson.configuration(latest));
        functions.versions().of(latest.name()).stream()
                .map(FunctionJson::configuration)
                .forEach(versions::add);
        return node;
    }

    ObjectNode publish(FunctionName name, JsonNode input) {
        Function latest = functions.require(name);
        checkRevision(latest, input);
        if (input.hasNonNull("CodeSha256") && !input.path("CodeSha256").asText().equals(latest.codeSha256())) {
            throw LambdaErrors.invalid("CodeSHA256 (" + input.path("CodeSha256").asText()
                    + ") is different from current CodeSHA256 in $LATEST (" + latest.codeSha256()
                    + "). Please try again with the CodeSHA256 in $LATEST.");
        }
        return FunctionJson.configuration(
                functions.versions().publish(latest, input.path("Description").textValue()));
    }

    private Function publishIfAsked(Function function, JsonNode input) {
        return input.path("Publish").asBoolean() ? functions.versions().publish(function, null) : function;
    }

    /** @param marker the name after which the page begins */
    ObjectNode list(Optional<String> marker, Optional<String> maxItems) {
        int limit = Math.clamp(
                maxItems.filter(text -> text.matches("\\d{1,5}"))
                        .map(Integer::parseInt)
                        .orElse(PAGE),
                1,
                PAGE);
        List<Function> found =
                functions.list(marker.filter(text -> !text.isEmpty()).orElse(null), limit + 1);
        ObjectNode node = Json.object();
        ArrayNode page = node.putArray("Functions");
        found.stream().limit(limit).map(FunctionJson::listed).forEach(page::add);
        if (found.size() > limit) {
            node.put("NextMarker", found.get(limit - 1).name());
        }
        return node;
    }

    ObjectNode putConcurrency(FunctionName name, JsonNode input) {
        JsonNode value = input.path("ReservedConcurrentExecutions");
        if (!value.isIntegralNumber() || value.asInt() < 0) {
            throw LambdaErrors.constraint(
                    value.asText(), "reservedConcurrentExecutions", "have value greater than or equal to 0");
        }
        return concurrency(functions.change(name, function -> function.withReservedConcurrency(value.asInt())));
    }

    ObjectNode getConcurrency(FunctionName name) {
        return concurrency(functions.require(name));
    }

    void deleteConcurrency(FunctionName name) {
        functions.change(name, function -> function.withReservedConcurrency(null));
    }

    ObjectNode tags(FunctionName name) {
        ObjectNode node = Json.object();
        node.set("Tags", FunctionJson.map(functions.require(name).tags()));
        return node;
    }

    void tag(FunctionName name, JsonNode input) {
        functions.change(name, function -> {
            Map<String, String> tags = new HashMap<>(function.tags());
            tags.putAll(Settings.map(input.path("Tags")));
            return function.withTags(tags);
        });
    }

    void untag(FunctionName name, Collection<String> keys) {
        functions.change(name, function -> {
            Map<String, String> tags = new HashMap<>(function.tags());
            tags.keySet().removeAll(keys);
            return function.withTags(tags);
        });
    }

    private Image image(String uri) {
        if (uri.isEmpty()) {
            throw LambdaErrors.invalid("Please provide a source for function code.");
        }
        Image image = images.find(uri)
                .orElseThrow(() ->
                        LambdaErrors.invalid("Source image " + uri + " does not exist. Provide a valid source image."));
        prepare.accept(image);
        return image;
    }

    /** Hexadecimal, as {@code CodeSha256} wants it. */
    private static String codeDigest(Image image) {
        return image.digest().substring("sha256:".length());
    }

    private static List<String> architectures(JsonNode input, List<String> otherwise) {
        JsonNode given = input.path("Architectures");
        if (given.isEmpty()) {
            return otherwise;
        }
        String name = given.path(0).asText();
        if (given.size() != 1 || !(name.equals("x86_64") || name.equals("arm64"))) {
            throw LambdaErrors.constraint(given.toString(), "architectures", "satisfy enum value set: [x86_64, arm64]");
        }
        return List.of(name);
    }

    /** The limits that a new account has on AWS; here nothing keeps to them. */
    ObjectNode accountSettings() {
        int reserved = 0;
        int count = 0;
        for (Function function : functions.list(null, Integer.MAX_VALUE)) {
            Integer its = function.reservedConcurrency();
            reserved += its == null ? 0 : its;
            count++;
        }
        ObjectNode answer = Json.object();
        answer.putObject("AccountLimit")
                .put("TotalCodeSize", 80_530_636_800L)
                .put("CodeSizeUnzipped", 262_144_000)
                .put("CodeSizeZipped", 52_428_800)
                .put("ConcurrentExecutions", ACCOUNT_CONCURRENCY)
                .put("UnreservedConcurrentExecutions", ACCOUNT_CONCURRENCY - reserved);
        answer.putObject("AccountUsage").put("TotalCodeSize", 0).put("FunctionCount", count);
        return answer;
    }

    private static ObjectNode concurrency(Function function) {
        @Nullable Integer reserved = function.reservedConcurrency();
        ObjectNode node = Json.object();
        if (reserved != null) {
            node.put("ReservedConcurrentExecutions", reserved);
        }
        return node;
    }

    private static void checkRevision(Function function, JsonNode input) {
        if (input.hasNonNull("RevisionId") && !input.path("RevisionId").asText().equals(function.revisionId())) {
            throw LambdaErrors.stale();
        }
    }

    private static String revision() {
        return UUID.randomUUID().toString();
    }

    String now() {
        return MODIFIED.format(clock.instant());
    }
}
