package dev.vitrine.localcloud.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The edge: request ids, the loopback guard, the request log, and the way to the dispatcher or to S3 behind it. */
final class CloudHandler extends Handler.Wrapper {
    private static final int BUFFER = 8 * 1024;
    private static final int MAX_REST = 1024 * 1024;
    private static final Logger requests = LoggerFactory.getLogger("dev.vitrine.localcloud.requests");

    private final Dispatcher dispatcher;
    private final FaultGate faults = new FaultGate();

    CloudHandler(Dispatcher dispatcher, Handler s3) {
        super(s3);
        this.dispatcher = dispatcher;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String requestId = UUID.randomUUID().toString();
        AwsRequest aws = new AwsRequest(request, requestId);
        if (requests.isDebugEnabled()) {
            logOnCompletion(request, response, aws);
        }
        Optional<String> refusal = LoopbackGuard.refusal(
                aws.header("Host"), aws.header("Origin"), aws.scope().isPresent());
        if (refusal.isPresent()) {
            byte[] text = refusal.get().getBytes(StandardCharsets.UTF_8);
            write(AwsResponse.bytes(403, "text/plain; charset=utf-8", text), requestId, response, callback);
            return true;
        }
        if (aws.scope().filter(scope -> scope.service().equals("s3")).isEmpty()
                && !aws.path().startsWith("/v2/")) {
            // A call may wait for long on purpose; only the silence between requests ends a connection.
            request.addIdleTimeoutListener(timeout -> false);
        }
        Optional<AwsResponse> answer;
        try {
            Optional<AwsResponse> fault = faults.answer(aws);
            answer = fault.isPresent() ? fault : dispatcher.answer(aws);
        } catch (FaultGate.DroppedException e) {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            callback.failed(e);
            return true;
        }
        if (answer.isEmpty()) {
            return super.handle(request, response, callback);
        }
        write(answer.get(), requestId, response, callback);
        return true;
    }

    private static void write(AwsResponse answer, String requestId, Response response, Callback callback) {
        response.setStatus(answer.status());
        if (answer.status() >= 400 && !isReadWhole(response.getRequest())) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        response.getHeaders().put("x-amzn-RequestId", requestId);
        answer.headers().forEach(response.getHeaders()::put);
        AwsResponse.Body body = answer.body();
        if (answer.status() != 204) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length());
        }
        boolean head = response.getRequest().getMethod().equals("HEAD");
        switch (body) {
            case AwsResponse.Body.Bytes it -> response.write(true, it.bytes().duplicate(), callback);
            case AwsResponse.Body.FilePart it
            when head || it.length() == 0 -> response.write(true, ByteBuffer.allocate(0), callback);
            case AwsResponse.Body.FilePart it ->
                Content.copy(Content.Source.from(it.file(), it.offset(), it.length()), response, callback);
        }
    }

    /**
     * Reads what a refused request still sends, if it is not much. A connection with unread bytes cannot serve the next
     * request, and a client that is not told so loses that one.
     */
    private static boolean isReadWhole(Request request) {
        try (InputStream rest = Content.Source.asInputStream(request)) {
            long left = MAX_REST;
            while (left > 0) {
                int read = rest.read(new byte[BUFFER]);
                if (read < 0) {
                    return true;
                }
                left -= read;
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static void logOnCompletion(Request request, Response response, AwsRequest aws) {
        long start = System.nanoTime();
        Request.addCompletionListener(request, failure -> {
            String what = aws.header("X-Amz-Target").orElse(aws.path());
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
            requests.debug("{} {} {} {} us", aws.method(), what, response.getStatus(), micros);
        });
    }
}
