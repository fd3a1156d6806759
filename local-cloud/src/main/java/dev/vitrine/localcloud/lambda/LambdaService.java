package dev.vitrine.localcloud.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.localcloud.http.AwsRequest;
import dev.vitrine.localcloud.http.AwsResponse;
import dev.vitrine.localcloud.http.RestService;
import dev.vitrine.localcloud.http.Scope;
import dev.vitrine.localcloud.logs.LogSink;
import dev.vitrine.localcloud.metrics.MetricSink;
import dev.vitrine.localcloud.process.ChildEnvironment;
import dev.vitrine.localcloud.process.ImageStore;
import dev.vitrine.localcloud.process.Runner;
import dev.vitrine.localcloud.state.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Lambda: the REST API of functions, and the runtime API of their processes. */
public final class LambdaService implements RestService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PATH =
            Pattern.compile("/20\\d\\d-\\d\\d-\\d\\d/(functions|tags|account-settings)(/.*)?");
    private static final int MAX_BODY = 1024 * 1024;

    private final StateFile state;
    private final RuntimeLauncher launcher;
    private final RuntimeApi runtimeApi;
    private final Functions functions;
    private final FunctionOperations operations;
    private final Provisioned provisioned;
    private final Permissions permissions;
    private final EventQueue events;
    private final Invoker invoker;
    private final ScheduledExecutorService reaper;

    /**
     * Opens the state, ends the processes of an earlier local cloud and goes on with stored events.
     *
     * @param folder for the state of functions, this service's alone
     * @param environment names the endpoint, which must answer soon
     * @param metrics where it is told how requests go
     */
    public LambdaService(
            LambdaConfig config,
            Path folder,
            Runner runner,
            ImageStore images,
            ChildEnvironment environment,
            LogSink logs,
            MetricSink metrics,
            Clock clock) {
        state = StateFile.open(folder.resolve("lambda.mv"));
        launcher = new RuntimeLauncher(
                folder.resolve("processes"), runner, images, environment, logs, clock, config.initTimeout());
        runtimeApi = new RuntimeApi(launcher, clock);
        functions = new Functions(state, config, launcher::start, new FunctionMetrics(metrics));
        operations = new FunctionOperations(functions, images, launcher::prepare, clock);
        provisioned = new Provisioned(state, functions);
        permissions = new Permissions(state);
        events = new EventQueue(state, functions, config, clock);
        invoker = new Invoker(functions, events);
        reaper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("lambda-reaper").factory());
        long period = Math.clamp(config.idleTimeout().toMillis() / 4, 50, 30_000);
        var _ = reaper.scheduleWithFixedDelay(functions::reap, period, period, TimeUnit.MILLISECONDS);
        events.resume();
        provisioned.apply();
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return RuntimeApi.accepts(request.path())
                || PATH.matcher(request.path()).matches()
                || request.scope().map(Scope::service).filter("lambda"::equals).isPresent();
    }

    @Override
    public AwsResponse call(AwsRequest request) throws InterruptedException {
        if (RuntimeApi.accepts(request.path())) {
            return runtimeApi.call(request);
        }
        List<String> segments = request.segments();
        String resource = segments.size() < 2 ? "" : segments.get(0) + " " + segments.get(1);
        return switch (resource) {
            case "2015-03-31 functions" -> functions(request, segments);
            case "2017-10-31 functions", "2019-09-30 functions" -> concurrency(request, segments);
            case "2017-03-31 tags" -> tags(request, segments);
            case "2016-08-19 account-settings" -> AwsResponse.json(200, operations.accountSettings());
            default -> throw unknown(request);
        };
    }

    /**
     * Takes an event for a function; once this returns it will be tried.
     *
     * @param arn of the function, also with a version or alias
     * @throws dev.vitrine.localcloud.http.AwsException when there is no such function
     */
    public void send(String arn, String event) {
        FunctionName name = existing(FunctionName.parse(arn));
        events.add(UUID.randomUUID().toString(), name.text(), Payload.of(event));
    }

    /** Whether a service, such as {@code s3.amazonaws.com}, may invoke the function for one of its resources. */
    public boolean mayInvoke(String arn, String service, String source) {
        FunctionName name = existing(FunctionName.parse(arn));
        return permissions.allows(name, service, source);
    }

    @Override
    public void close() {
        reaper.shutdownNow();
        events.close();
        functions.close();
        launcher.close();
        state.close();
    }

    private AwsResponse functions(AwsRequest request, List<String> segments) throws InterruptedException {
        String method = request.method();
        if (segments.size() == 2) {
            return switch (method) {
                case "GET" ->
                    AwsResponse.json(200, operations.list(request.query("Marker"), request.query("MaxItems")));
                case "POST" -> AwsResponse.json(201, operations.create(input(request)));
                default -> throw unknown(request);
            };
        }
        FunctionName name = FunctionName.parse(segments.get(2)).or(request.query("Qualifier"));
        if (segments.size() == 5) {
            return part(request, name, segments.get(3), segments.get(4));
        }
        String operation = method + (segments.size() == 4 ? " " + segments.get(3) : "");
        if (segments.size() > 5) {
            throw unknown(request);
        }
        return switch (operation) {
            case "GET" -> AwsResponse.json(200, operations.get(name));
            case "DELETE" -> {
                operations.delete(name);
                if (name.qualifier().isEmpty()) {
                    permissions.removeAll(name.name());
                }
                provisioned.apply();
                yield AwsResponse.empty(204);
            }
            case "GET configuration" -> AwsResponse.json(200, operations.getConfiguration(name));
            case "PUT configuration" -> AwsResponse.json(200, operations.updateConfiguration(name, input(request)));
            case "PUT code" -> AwsResponse.json(200, operations.updateCode(name, input(request)));
            case "GET versions" -> AwsResponse.json(200, operations.versions(name));
            case "POST versions" -> AwsResponse.json(201, operations.publish(name, input(request)));
            case "GET aliases" ->
                AwsResponse.json(
                        200, functions.aliases().list(functions.require(name), request.query("FunctionVersion")));
            case "POST aliases" ->
                AwsResponse.json(201, functions.aliases().create(functions.require(name), input(request)));
            case "GET policy" -> AwsResponse.json(200, permissions.get(existing(name)));
            case "POST policy" -> AwsResponse.json(201, permissions.add(existing(name), input(request)));
            case "POST invocations" -> invoker.invoke(name, request);
            default -> throw unknown(request);
        };
    }

    /** An operation on one alias of a function, or on one statement of its policy. */
    private AwsResponse part(AwsRequest request, FunctionName name, String kind, String id) {
        switch (request.method() + " " + kind) {
            case "GET aliases" -> {
                return AwsResponse.json(200, functions.aliases().get(functions.require(name), id));
            }
            case "PUT aliases" -> {
                var alias = functions.aliases().update(functions.require(name), id, input(request));
                provisioned.apply();
                return AwsResponse.json(200, alias);
            }
            case "DELETE aliases" -> functions.aliases().delete(functions.require(name), id);
            case "DELETE policy" -> permissions.remove(existing(name), id);
            default -> throw unknown(request);
        }
        provisioned.apply();
        return AwsResponse.empty(204);
    }

    /** The name of something that is there. */
    private FunctionName existing(FunctionName name) {
        functions.resolve(name);
        return name;
    }

    private AwsResponse provisioned(AwsRequest request, FunctionName name) {
        return switch (request.method()) {
            case "GET" ->
                AwsResponse.json(
                        200,
                        request.query("List").isPresent() ? provisioned.list(name) : provisioned.get(existing(name)));
            case "PUT" -> AwsResponse.json(202, provisioned.put(name, input(request), operations.now()));
            case "DELETE" -> {
                provisioned.delete(name);
                yield AwsResponse.empty(204);
            }
            default -> throw unknown(request);
        };
    }

    private AwsResponse concurrency(AwsRequest request, List<String> segments) {
        if (segments.size() == 4 && segments.get(3).equals("provisioned-concurrency")) {
            return provisioned(request, FunctionName.parse(segments.get(2)).or(request.query("Qualifier")));
        }
        if (segments.size() != 4 || !segments.get(3).equals("concurrency")) {
            throw unknown(request);
        }
        FunctionName name = FunctionName.parse(segments.get(2));
        return switch (request.method()) {
            case "GET" -> AwsResponse.json(200, operations.getConcurrency(name));
            case "PUT" -> AwsResponse.json(200, operations.putConcurrency(name, input(request)));
            case "DELETE" -> {
                operations.deleteConcurrency(name);
                yield AwsResponse.empty(204);
            }
            default -> throw unknown(request);
        };
    }

    private AwsResponse tags(AwsRequest request, List<String> segments) {
        if (segments.size() != 3) {
            throw unknown(request);
        }
        FunctionName name = FunctionName.parse(segments.get(2));
        switch (request.method()) {
            case "GET" -> {
                return AwsResponse.json(200, operations.tags(name));
            }
            case "POST" -> operations.tag(name, input(request));
            case "DELETE" -> operations.untag(name, request.queryAll("tagKeys"));
            default -> throw unknown(request);
        }
        return AwsResponse.empty(204);
    }

    private static JsonNode input(AwsRequest request) {
        try {
            return JSON.readTree(request.body(MAX_BODY, () -> LambdaErrors.content("it is larger than 1 MB")));
        } catch (JsonProcessingException e) {
            throw LambdaErrors.content(e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException unknown(AwsRequest request) {
        return LambdaErrors.unknownOperation(request.method(), request.path());
    }
}
