package dev.vitrine.packaging.publish;

import dev.vitrine.common.prototype.Prototype;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.waiters.LambdaWaiter;

/** Sees to the function that answers for a prototype. The image is the same for all; the environment tells them apart. */
record FunctionStep(LambdaClient lambda, Prototype prototype, Target target) implements Step {
    @Override
    public Done run() {
        String what = "function " + name();
        GetFunctionResponse found;
        try {
            found = lambda.getFunction(request -> request.functionName(name()));
        } catch (ResourceNotFoundException e) {
            create();
            return new Done(what, Change.NEW);
        }
        boolean changed = false;
        if (!Objects.equals(found.code().imageUri(), image())) {
            lambda.updateFunctionCode(request -> request.functionName(name()).imageUri(image()));
            awaitUpdate();
            changed = true;
        }
        if (!isConfigured(found.configuration())) {
            configure();
            awaitUpdate();
            changed = true;
        }
        return new Done(what, changed ? Change.CHANGED : Change.UNCHANGED);
    }

    private void create() {
        lambda.createFunction(request -> request.functionName(name())
                .description(prototype.title())
                .packageType(PackageType.IMAGE)
                .code(code -> code.imageUri(image()))
                .role(target.role("function"))
                .memorySize(memory())
                .timeout(timeout())
                .environment(environment -> environment.variables(variables()))
                .loggingConfig(logging -> logging.logGroup(logGroup())));
        try (LambdaWaiter waiter = lambda.waiter()) {
            waiter.waitUntilFunctionActiveV2(request -> request.functionName(name()));
        }
    }

    private boolean isConfigured(FunctionConfiguration found) {
        return Objects.equals(found.memorySize(), memory())
                && Objects.equals(found.timeout(), timeout())
                && found.environment() != null
                && found.environment().variables().equals(variables())
                && found.loggingConfig() != null
                && Objects.equals(found.loggingConfig().logGroup(), logGroup());
    }

    private void configure() {
        lambda.updateFunctionConfiguration(request -> request.functionName(name())
                .memorySize(memory())
                .timeout(timeout())
                .environment(environment -> environment.variables(variables()))
                .loggingConfig(logging -> logging.logGroup(logGroup())));
    }

    private void awaitUpdate() {
        try (LambdaWaiter waiter = lambda.waiter()) {
            waiter.waitUntilFunctionUpdatedV2(request -> request.functionName(name()));
        }
    }

    private String name() {
        return Target.nameOf(prototype.name());
    }

    private String image() {
        return target.image("predictor");
    }

    private int memory() {
        return prototype.realtime().memoryMb();
    }

    private int timeout() {
        return Math.toIntExact(prototype.realtime().timeout().toSeconds());
    }

    private Map<String, String> variables() {
        return Environment.of(prototype.name(), target);
    }

    private String logGroup() {
        return Target.logGroup(prototype.name());
    }
}
