package dev.vitrine.localcloud.s3;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** S3Proxy's request handler, one for each way of signing and naming buckets, with its exceptions as S3's XML. */
final class S3Front extends S3ProxyHandler {
    private static final Logger log = LoggerFactory.getLogger(S3Front.class);
    private static final long MAX_OBJECT_BYTES = 5L * 1024 * 1024 * 1024;
    private static final long MAX_BUFFERED_BYTES = 128L * 1024 * 1024;
    private static final int MAX_CHUNK_BYTES = 16 * 1024 * 1024;
    private static final int MAX_SKEW_SECONDS = 15 * 60;

    private S3Front(
            BlobStore store,
            AuthenticationType authentication,
            @Nullable String key,
            @Nullable String secret,
            Optional<String> virtualHost) {
        super(
                store,
                authentication,
                key,
                secret,
                virtualHost.orElse(null),
                MAX_OBJECT_BYTES,
                MAX_BUFFERED_BYTES,
                MAX_CHUNK_BYTES,
                true,
                null,
                null,
                MAX_SKEW_SECONDS);
    }

    /** Takes any credentials, looking at no signature. */
    static S3Front open(BlobStore store, Optional<String> virtualHost) {
        return new S3Front(store, AuthenticationType.NONE, null, null, virtualHost);
    }

    /** Refuses requests whose signature is not made with the secret of their access key. */
    static S3Front verifying(BlobStore store, Optional<String> virtualHost, S3Credentials credentials) {
        S3Front front = new S3Front(store, AuthenticationType.AWS_V2_OR_V4, "unused", "unused", virtualHost);
        front.setBlobStoreLocator((accessKey, bucket, key) -> credentials
                .secret(accessKey)
                .map(secret -> new AccessGrant(secret, store))
                .orElse(null));
        return front;
    }

    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        InputStream body = request.getInputStream();
        try {
            doHandle(request, request, response, body, new RequestContext());
        } catch (IOException | RuntimeException e) {
            if (response.isCommitted()) {
                throw e;
            }
            readToEnd(body);
            answer(request, response, e);
        }
    }

    /** A sender that is answered while it still sends sees a broken connection, not the answer. */
    private static void readToEnd(InputStream body) throws IOException {
        body.transferTo(OutputStream.nullOutputStream());
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Exception thrown) throws IOException {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case AwsServiceException error -> {
                    answer(request, response, error);
                    return;
                }
                case UnsupportedOperationException unsupported -> {
                    log.warn("Not supported: S3 {} {}", request.getMethod(), request.getRequestURI());
                    error(request, response, S3ErrorCode.NOT_IMPLEMENTED, unsupported.getMessage());
                    return;
                }
                case IllegalArgumentException invalid -> {
                    error(request, response, S3ErrorCode.INVALID_ARGUMENT, invalid.getMessage());
                    return;
                }
                default -> {}
            }
        }
        log.error("S3 {} {} failed.", request.getMethod(), request.getRequestURI(), thrown);
        sendSimpleErrorResponse(
                request, response, "InternalError", 500, "The local cloud failed; its log has the reason.", Map.of());
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, AwsServiceException error)
            throws IOException {
        copyHeaders(error, response);
        String code = S3Exceptions.errorCode(error);
        if (code != null) {
            String message = error.awsErrorDetails().errorMessage();
            sendSimpleErrorResponse(
                    request, response, code, error.statusCode(), message == null ? "" : message, Map.of());
            return;
        }
        switch (error.statusCode()) {
            case 304 -> response.setStatus(304);
            case 400, 422 -> error(request, response, S3ErrorCode.BAD_DIGEST, null);
            case 403 -> error(request, response, S3ErrorCode.ACCESS_DENIED, null);
            case 405 -> error(request, response, S3ErrorCode.METHOD_NOT_ALLOWED, null);
            case 412 -> {
                if (isConditionalRead(request)) {
                    response.setStatus(304);
                } else {
                    error(request, response, S3ErrorCode.PRECONDITION_FAILED, null);
                }
            }
            case 416 -> error(request, response, S3ErrorCode.INVALID_RANGE, null);
            default -> response.setStatus(error.statusCode());
        }
    }

    private static void copyHeaders(AwsServiceException error, HttpServletResponse response) {
        var http = S3Exceptions.httpResponse(error);
        if (http != null) {
            http.firstMatchingHeader("ETag").ifPresent(etag -> response.setHeader("ETag", etag));
        }
    }

    /** A GET or HEAD that asks for what has changed: when nothing has, that is no error. */
    private static boolean isConditionalRead(HttpServletRequest request) {
        boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return read
                && request.getHeader("If-Match") == null
                && request.getHeader("If-Unmodified-Since") == null
                && (request.getHeader("If-None-Match") != null || request.getHeader("If-Modified-Since") != null);
    }

    private void error(
            HttpServletRequest request, HttpServletResponse response, S3ErrorCode code, @Nullable String message)
            throws IOException {
        answer(request, response, message == null ? new S3ProxyException(code) : new S3ProxyException(code, message));
    }
}
