package dev.vitrine.common.aws;

import dev.vitrine.common.operation.CloudProblem;
import dev.vitrine.common.operation.CloudProblem.Kind;
import dev.vitrine.common.operation.OperationException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an exception from any adapter says about the cloud. */
public final class CloudProblems {
    private static final Set<String> SIGN_IN = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "AuthFailure",
            "InvalidGrantException",
            "InvalidToken",
            "MissingAuthenticationToken",
            "RequestExpired",
            "UnauthorizedException");

    private CloudProblems() {}

    /** The problem behind an exception of any of this package's adapters. */
    public static CloudProblem of(Throwable thrown) {
        if (thrown instanceof OperationException known) {
            return new CloudProblem(known.kind(), String.valueOf(known.getMessage()));
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SdkException sdk) {
                String said = thrown instanceof SdkException itself
                        ? SdkErrors.inOneLine(itself)
                        : String.valueOf(thrown.getMessage());
                return new CloudProblem(kind(sdk), said);
            }
            if (isSignedOut(String.valueOf(cause.getMessage()))) {
                return new CloudProblem(Kind.CREDENTIALS, String.valueOf(cause.getMessage()));
            }
        }
        return new CloudProblem(Kind.REFUSED, String.valueOf(thrown.getMessage()));
    }

    /** Runs a call and says what it was for when it fails. */
    static <T> T call(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw failed(doing, e);
        }
    }

    static OperationException failed(String doing, SdkException e) {
        return new OperationException(new CloudProblem(kind(e), "cannot " + doing + ": " + SdkErrors.inOneLine(e)), e);
    }

    private static Kind kind(SdkException e) {
        if (e instanceof AwsServiceException service) {
            if (service.awsErrorDetails() != null
                    && SIGN_IN.contains(String.valueOf(service.awsErrorDetails().errorCode()))) {
                return Kind.CREDENTIALS;
            }
            if (service.isThrottlingException()) {
                return Kind.THROTTLED;
            }
            return service.statusCode() >= 500 ? Kind.UNREACHABLE : Kind.REFUSED;
        }
        return isSignedOut(String.valueOf(e.getMessage())) ? Kind.CREDENTIALS : Kind.UNREACHABLE;
    }

    /**
     * What the SDK says when it has nobody's credentials, or only old ones: it asks nobody then. What a service says is
     * another matter: who is refused there is named, and that name may well be one of SSO.
     */
    private static boolean isSignedOut(String message) {
        return message.contains("load credentials")
                || message.contains("Token is expired")
                || message.contains("SSO")
                || message.contains("no credentials for profile")
                || message.contains("no credentials configured")
                || message.contains("process-based credentials")
                || message.contains("credentials from any of the providers");
    }
}
