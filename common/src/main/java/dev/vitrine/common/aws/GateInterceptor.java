package dev.vitrine.common.aws;

import dev.vitrine.common.operation.CallGate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Takes every request of a client, repeated ones too, through the gate. */
record GateInterceptor(CallGate gate) implements ExecutionInterceptor {
    private static final Pattern KEY_ID = Pattern.compile("Credential=([^/,\\s]+)/");

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
        } else {
            gate.pass(service(attributes), operation(attributes));
        }
        context.httpRequest()
                .firstMatchingHeader("Authorization")
                .map(KEY_ID::matcher)
                .filter(Matcher::find)
                .ifPresent(found -> gate.signed(service(attributes), found.group(1)));
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        context.httpResponse().firstMatchingHeader("Date").ifPresent(date -> {
            try {
                gate.dated(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
            } catch (DateTimeException e) {
                // Whoever stands between writes it in another way.
            }
        });
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
