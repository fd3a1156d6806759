package dev.vitrine.common.aws;

import dev.vitrine.common.operation.CallGate;
import java.util.Locale;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Takes every request of a client, repeated ones too, through the gate. */
record GateInterceptor(CallGate gate) implements ExecutionInterceptor {
    /** The first request has its leave already; it was waited for before the time of the call began. */
    private static final ExecutionAttribute<Boolean> PASSED = new ExecutionAttribute<>("VitrinePassedTheGate");

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        gate.pass(service(attributes), operation(attributes));
        attributes.putAttribute(PASSED, true);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (Boolean.TRUE.equals(attributes.getAttribute(PASSED))) {
            attributes.putAttribute(PASSED, false);
            return;
        }
        gate.pass(service(attributes), operation(attributes));
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.response() instanceof AwsResponse response) {
            String requestId = response.responseMetadata().requestId();
            gate.answered(service(attributes), operation(attributes), requestId == null ? "" : requestId);
        }
    }

    /** A request that was refused has an id too, by which AWS finds it. */
    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof SdkServiceException refused && refused.requestId() != null) {
            gate.answered(service(attributes), operation(attributes), refused.requestId());
        }
    }

    private static String service(ExecutionAttributes attributes) {
        return String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME))
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
    }

    private static String operation(ExecutionAttributes attributes) {
        return String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }
}
