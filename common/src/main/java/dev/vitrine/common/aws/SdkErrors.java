package dev.vitrine.common.aws;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an SDK exception means, in few words. */
final class SdkErrors {
    /** So the SDK begins to tell what each of its providers of credentials met. */
    private static final String NO_CREDENTIALS = "Unable to load credentials from any of the providers";

    private SdkErrors() {}

    static String inOneLine(SdkException e) {
        if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return service.awsErrorDetails().errorCode() + ": "
                    + service.awsErrorDetails().errorMessage();
        }
        if (e instanceof ApiCallTimeoutException || hasCause(e, SocketTimeoutException.class)) {
            return "no answer in time";
        }
        if (hasCause(e, UnknownHostException.class)) {
            return "its host name is not known";
        }
        if (hasCause(e, ConnectException.class)) {
            return "nothing listens at its address";
        }
        String message = e.getMessage();
        if (message != null && message.contains(NO_CREDENTIALS)) {
            return "no credentials were found, neither in the environment nor in a profile nor of this computer";
        }
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }

    private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
