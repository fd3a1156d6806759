package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.web.event.JobFeed;
import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every address that is routed is either in the OpenAPI document or named here, with why it is not. */
class DocumentedRoutesTest {
    private static final String PAGE = "a page for people";
    private static final String OF_A_PAGE = "what a page asks for itself; it may change with the page";

    /** Addresses that no program needs, with the reason; the order does not matter. */
    private static final Map<Pattern, String> LEFT_OUT = Map.ofEntries(
            leftOut("GET /", PAGE),
            leftOut("(GET|POST) /sign-in", PAGE),
            leftOut("POST /sign-out", PAGE),
            leftOut("(GET|POST) /prototypes/\\{\\}", PAGE),
            leftOut("GET /prototypes/\\{\\}/(review|history|about)", PAGE),
            leftOut("(GET|POST) /prototypes/\\{\\}/batch", PAGE),
            leftOut("GET /prototypes/\\{\\}/answers/\\{\\}", PAGE),
            leftOut("POST /prototypes/\\{\\}/answers/\\{\\}/again", PAGE),
            leftOut("GET /(jobs|audit|docs)", PAGE),
            leftOut("GET /jobs/(compare|\\{\\})", PAGE),
            leftOut("(GET|POST) /jobs/\\{\\}/again", PAGE),
            leftOut("POST /jobs/\\{\\}/cancel", PAGE),
            leftOut("GET /jobs/compare.csv", OF_A_PAGE),
            leftOut("POST /prototypes/\\{\\}/(check|what-if|preview)", OF_A_PAGE),
            leftOut("GET /prototypes/\\{\\}/answers/\\{\\}/inputs.json", OF_A_PAGE),
            leftOut("GET /prototypes/\\{\\}/review/(items|picture)", OF_A_PAGE),
            leftOut("GET /prototypes/\\{\\}/template.csv", OF_A_PAGE),
            leftOut("GET /prototypes/\\{\\}/versions/\\{\\}/picture", OF_A_PAGE),
            leftOut("GET /assets/\\{\\}/\\{\\}", OF_A_PAGE),
            leftOut("GET /favicon.ico", "browsers ask for it"),
            leftOut("GET /openapi.json", "the document itself"));

    private final RunningFrontend frontend = RunningFrontend.get();

    private static Map.Entry<Pattern, String> leftOut(String route, String reason) {
        return Map.entry(Pattern.compile(route), reason);
    }

    @Test
    void everyRouteIsDocumentedOrLeftOutForAReason(@TempDir Path folder) {
        Set<String> routed = routed(folder);
        Set<String> documented = documented();
        assertThat(documented).as("documented, yet not routed").isSubsetOf(routed);
        Set<String> missing = new TreeSet<>(routed);
        missing.removeAll(documented);
        Map<Boolean, Set<String>> known = missing.stream()
                .collect(Collectors.partitioningBy(
                        route -> LEFT_OUT.keySet().stream()
                                .anyMatch(left -> left.matcher(route).matches()),
                        Collectors.toCollection(TreeSet::new)));
        assertThat(known.get(false))
                .as("routed, yet neither documented nor left out")
                .isEmpty();
        assertThat(LEFT_OUT).as("left out, yet not there").allSatisfy((route, reason) -> assertThat(known.get(true))
                .as(reason)
                .anyMatch(left -> route.matcher(left).matches()));
    }

    private Set<String> routed(Path folder) {
        WebConfig config =
                WebConfig.of(Map.of("PASSWORD", RunningFrontend.PASSWORD, "SESSION_KEY", RunningFrontend.SESSION_KEY));
        WebParts parts = frontend.parts();
        JobFeed feed = new JobFeed(parts.jobs(), parts.backlog(), parts.clock());
        Javalin app = Javalin.create(javalin -> new Routes(config, parts, feed, folder).add(javalin.routes));
        feed.close();
        return app.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> Set.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.DELETE)
                        .contains(endpoint.method))
                .map(endpoint -> normal(endpoint.method.name(), endpoint.path))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> documented() {
        JsonNode document = UploadTest.json(frontend.send(frontend.api("/openapi.json")));
        Map<String, JsonNode> paths = new TreeMap<>();
        document.path("paths").properties().forEach(path -> paths.put(path.getKey(), path.getValue()));
        Set<String> operations = new TreeSet<>();
        paths.forEach((path, methods) -> methods.fieldNames()
                .forEachRemaining(method -> operations.add(normal(
                        method.toUpperCase(Locale.ROOT),
                        path.replace("/api/v1/prototypes/coins/", "/api/v1/prototypes/{p}/")))));
        return operations;
    }

    /** A route whose path parameters have no names. */
    private static String normal(String method, String path) {
        return method + " " + path.replaceAll("\\{\\w+}", "{}");
    }
}
