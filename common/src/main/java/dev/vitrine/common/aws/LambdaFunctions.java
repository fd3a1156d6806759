package dev.vitrine.common.aws;

import dev.vitrine.common.operation.CloudProblem;
import dev.vitrine.common.operation.FunctionOperations;
import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.operation.KeptStarted;
import dev.vitrine.common.operation.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.Concurrency;
import software.amazon.awssdk.services.lambda.model.FunctionCodeLocation;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.waiters.LambdaWaiter;

/** {@link FunctionOperations} on Lambda. */
public final class LambdaFunctions implements FunctionOperations {
    private static final String PREFIX = "vitrine-";

    private static final int FORBIDDEN = 403;

    private final LambdaClient lambda;

    public LambdaFunctions(LambdaClient lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<FunctionState> functions() {
        return CloudProblems.call(
                "list the functions", () -> listed().flatMap(this::state).toList());
    }

    private Stream<FunctionConfiguration> listed() {
        return lambda.listFunctionsPaginator().functions().stream()
                .filter(function -> function.functionName().startsWith(PREFIX))
                .sorted(Comparator.comparing(FunctionConfiguration::functionName));
    }

    @Override
    public Map<String, Integer> memoryMb() {
        return CloudProblems.call("list the functions", () -> listed().collect(
                        Collectors.toMap(FunctionConfiguration::functionName, FunctionConfiguration::memorySize)));
    }

    @Override
    public List<KeptStarted> keptStarted() {
        return CloudProblems.call("list what is kept started", () -> listed().flatMap(this::keptStarted)
                .toList());
    }

    private Stream<KeptStarted> keptStarted(FunctionConfiguration function) {
        return lambda
                .listProvisionedConcurrencyConfigsPaginator(request -> request.functionName(function.functionName()))
                .provisionedConcurrencyConfigs()
                .stream()
                .map(config -> new KeptStarted(
                        function.functionName(),
                        config.functionArn().substring(config.functionArn().lastIndexOf(':') + 1),
                        function.memorySize(),
                        config.requestedProvisionedConcurrentExecutions(),
                        FunctionTimes.read(config.lastModified()).orElseGet(Instant::now)));
    }

    /** None when it was deleted meanwhile. The listing tells neither its state nor its image. */
    private Stream<FunctionState> state(FunctionConfiguration listed) {
        String name = listed.functionName();
        List<String> untold = new ArrayList<>();
        try {
            GetFunctionResponse whole = told(
                    "its state and image",
                    untold,
                    () -> lambda.getFunction(request -> request.functionName(name)),
                    GetFunctionResponse.builder()
                            .configuration(listed)
                            .code(none -> {})
                            .build());
            List<FunctionState.Alias> aliases = told(
                    "its aliases",
                    untold,
                    () -> lambda.listAliasesPaginator(request -> request.functionName(name)).aliases().stream()
                            .map(LambdaFunctions::alias)
                            .toList(),
                    List.of());
            List<String> versions = told(
                    "its versions",
                    untold,
                    () ->
                            lambda
                                    .listVersionsByFunctionPaginator(request -> request.functionName(name))
                                    .versions()
                                    .stream()
                                    .map(FunctionConfiguration::version)
                                    .filter(version -> !version.equals("$LATEST"))
                                    .toList(),
                    List.of());
            return Stream.of(state(whole, aliases, versions, untold));
        } catch (ResourceNotFoundException e) {
            return Stream.empty();
        }
    }

    /** What may not be asked is left out and said: the rest is known. */
    private static <T> T told(String what, List<String> untold, Supplier<T> ask, T otherwise) {
        try {
            return ask.get();
        } catch (LambdaException e) {
            if (e.statusCode() != FORBIDDEN || CloudProblems.of(e).kind() != CloudProblem.Kind.REFUSED) {
                throw e;
            }
            untold.add("You may not see " + what + ": " + SdkErrors.inOneLine(e));
            return otherwise;
        }
    }

    private static FunctionState state(
            GetFunctionResponse whole, List<FunctionState.Alias> aliases, List<String> versions, List<String> untold) {
        FunctionConfiguration function = whole.configuration();
        FunctionCodeLocation code = whole.code();
        String reasons = Stream.concat(
                        Stream.of(orBlank(function.stateReason()), orBlank(function.lastUpdateStatusReason()))
                                .filter(reason -> !reason.isBlank())
                                .distinct(),
                        untold.stream())
                .collect(Collectors.joining("; "));
        return new FunctionState(
                function.functionName(),
                function.functionArn(),
                orBlank(code.imageUri()),
                orBlank(code.resolvedImageUri()),
                function.memorySize(),
                function.timeout(),
                word(function),
                reasons,
                Optional.ofNullable(function.lastModified()).flatMap(FunctionTimes::read),
                function.loggingConfig() == null
                        ? "/aws/lambda/" + function.functionName()
                        : function.loggingConfig().logGroup(),
                Optional.ofNullable(whole.concurrency()).map(Concurrency::reservedConcurrentExecutions),
                aliases,
                versions);
    }

    private static String word(FunctionConfiguration function) {
        if (function.state() == null) {
            return "Unknown";
        }
        if (function.state() == State.ACTIVE && function.lastUpdateStatus() == LastUpdateStatus.IN_PROGRESS) {
            return "Updating";
        }
        if (function.state() == State.ACTIVE && function.lastUpdateStatus() == LastUpdateStatus.FAILED) {
            return "Update failed";
        }
        return function.stateAsString();
    }

    private static FunctionState.Alias alias(AliasConfiguration alias) {
        AliasRoutingConfiguration routing = alias.routingConfig();
        return new FunctionState.Alias(
                alias.name(),
                alias.functionVersion(),
                routing == null || routing.additionalVersionWeights() == null
                        ? Map.of()
                        : routing.additionalVersionWeights());
    }

    private static String orBlank(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public Receipt deploy(String function, String image) {
        return CloudProblems.call("deploy " + function, () -> {
            String request = lambda.updateFunctionCode(
                            update -> update.functionName(function).imageUri(image))
                    .responseMetadata()
                    .requestId();
            try (LambdaWaiter waiter = lambda.waiter()) {
                waiter.waitUntilFunctionUpdatedV2(wanted -> wanted.functionName(function));
            }
            return new Receipt(request, image);
        });
    }

    @Override
    public Answer invoke(String function, String json) {
        return CloudProblems.call("invoke " + function, () -> {
            long start = System.nanoTime();
            InvokeResponse response =
                    lambda.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String(json)));
            long millis = (System.nanoTime() - start) / 1_000_000;
            String payload = response.payload().asUtf8String();
            Optional<String> error = response.functionError() == null
                    ? Optional.empty()
                    : Optional.of(
                            String.valueOf(FunctionErrors.translate(function.replaceFirst("^vitrine-", ""), payload)
                                    .getMessage()));
            return new Answer(response.responseMetadata().requestId(), payload, error, millis);
        });
    }

    @Override
    public Receipt publishVersion(String function) {
        return CloudProblems.call("publish a version of " + function, () -> {
            var response = lambda.publishVersion(request -> request.functionName(function));
            return new Receipt(response.responseMetadata().requestId(), response.version());
        });
    }

    @Override
    public Receipt point(String function, String alias, String version, Optional<String> second, double share) {
        AliasRoutingConfiguration routing = AliasRoutingConfiguration.builder()
                .additionalVersionWeights(
                        second.map(other -> Map.of(other, share)).orElse(Map.of()))
                .build();
        return CloudProblems.call("point " + alias + " of " + function, () -> {
            try {
                var response = lambda.updateAlias(request -> request.functionName(function)
                        .name(alias)
                        .functionVersion(version)
                        .routingConfig(routing));
                return new Receipt(response.responseMetadata().requestId(), response.aliasArn());
            } catch (ResourceNotFoundException e) {
                var response = lambda.createAlias(request -> request.functionName(function)
                        .name(alias)
                        .functionVersion(version)
                        .routingConfig(routing));
                return new Receipt(response.responseMetadata().requestId(), response.aliasArn());
            }
        });
    }

    @Override
    public Receipt reserve(String function, Optional<Integer> concurrency) {
        return CloudProblems.call("change the concurrency of " + function, () -> {
            if (concurrency.isPresent()) {
                var response = lambda.putFunctionConcurrency(
                        request -> request.functionName(function).reservedConcurrentExecutions(concurrency.get()));
                return new Receipt(response.responseMetadata().requestId(), "");
            }
            var response = lambda.deleteFunctionConcurrency(request -> request.functionName(function));
            return new Receipt(response.responseMetadata().requestId(), "");
        });
    }
}
