package dev.vitrine.localcloud.elb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out a listener's action, each request on a virtual thread; bodies stream both ways. */
final class ListenerHandler extends Handler.Abstract {
    private static final Logger log = LoggerFactory.getLogger(ListenerHandler.class);
    private static final int MAX_ATTEMPTS = 4;
    private static final int BUFFER = 32 * 1024;

    /** How an attempt with one target went. */
    private sealed interface Attempt {
        /** The client has its answer, as far as there was one. */
        record Done() implements Attempt {}

        /** Nothing reached the target, or it may be asked again: another may have the request. */
        record Again() implements Attempt {}

        record Failed(ErrorPage page) implements Attempt {}
    }

    private final int port;
    private final Supplier<Action> action;
    private final Supplier<Duration> idle;
    private final Function<String, Optional<TargetPool>> pools;
    private final Upstream upstream;
    private final RequestMetrics metrics;

    /**
     * @param action the listener's as it is now
     * @param idle the load balancer's idle timeout as it is now
     * @param pools by the target group's ARN
     */
    ListenerHandler(
            int port,
            Supplier<Action> action,
            Supplier<Duration> idle,
            Function<String, Optional<TargetPool>> pools,
            Upstream upstream,
            RequestMetrics metrics) {
        this.port = port;
        this.action = action;
        this.idle = idle;
        this.pools = pools;
        this.upstream = upstream;
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        switch (action.get()) {
            case Action.FixedResponse fixed ->
                ErrorPage.write(response, callback, fixed.status(), fixed.contentType(), fixed.body());
            case Action.Forward forward -> forward(forward, request, response, callback);
        }
        return true;
    }

    private void forward(Action.Forward forward, Request request, Response response, Callback callback)
            throws InterruptedException {
        String group = forward.pick();
        Optional<TargetPool> pool = pools.apply(group);
        Optional<UpstreamBody> body = hasBody(request) ? Optional.of(new UpstreamBody(request)) : Optional.empty();
        Set<Target> tried = new HashSet<>();
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            Optional<Target> target = pool.flatMap(it -> it.choose(tried));
            if (target.isEmpty()) {
                if (i == 0) {
                    metrics.refused();
                } else {
                    metrics.unanswered(group);
                }
                (i == 0 ? ErrorPage.SERVICE_UNAVAILABLE : ErrorPage.BAD_GATEWAY).write(response, callback);
                return;
            }
            tried.add(target.get());
            try {
                switch (attempt(request, response, callback, group, target.get(), body)) {
                    case Attempt.Done _ -> {
                        return;
                    }
                    case Attempt.Failed failed -> {
                        metrics.unanswered(group);
                        failed.page().write(response, callback);
                        return;
                    }
                    case Attempt.Again _ -> log.debug("{} is asked again.", request.getHttpURI());
                }
            } finally {
                target.get().release();
            }
        }
        metrics.unanswered(group);
        ErrorPage.BAD_GATEWAY.write(response, callback);
    }

    private Attempt attempt(
            Request request,
            Response response,
            Callback callback,
            String group,
            Target target,
            Optional<UpstreamBody> body)
            throws InterruptedException {
        InputStreamResponseListener listener = new InputStreamResponseListener();
        org.eclipse.jetty.client.Request sent = upstream.request(request, target, body, port, idle.get());
        long begun = System.nanoTime();
        sent.send(listener);
        org.eclipse.jetty.client.Response answer;
        try {
            answer = listener.get(1, TimeUnit.DAYS);
        } catch (ExecutionException | TimeoutException e) {
            return failed(e, request, body);
        }
        metrics.answered(group, answer.getStatus(), System.nanoTime() - begun);
        response.setStatus(answer.getStatus());
        Upstream.copy(answer.getHeaders(), response.getHeaders(), Set.of());
        try (InputStream in = listener.getInputStream();
                OutputStream out = Content.Sink.asOutputStream(response)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            var _ = sent.abort(e);
            if (!response.isCommitted()) {
                return new Attempt.Failed(ErrorPage.BAD_GATEWAY);
            }
            callback.failed(e);
            return new Attempt.Done();
        }
        callback.succeeded();
        return new Attempt.Done();
    }

    private static Attempt failed(Exception failure, Request request, Optional<UpstreamBody> body) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        boolean unread = body.map(it -> !it.touched()).orElse(true);
        if (cause instanceof TimeoutException) {
            return new Attempt.Failed(ErrorPage.GATEWAY_TIMEOUT);
        }
        if (unread && (cause instanceof ConnectException || (isSafe(request) && isClosed(cause)))) {
            return new Attempt.Again();
        }
        log.debug("A target did not answer {}.", request.getHttpURI(), cause);
        return new Attempt.Failed(ErrorPage.BAD_GATEWAY);
    }

    private static boolean isClosed(Throwable cause) {
        return cause instanceof EOFException
                || cause instanceof ClosedChannelException
                || (cause instanceof IOException
                        && String.valueOf(cause.getMessage()).contains("reset"));
    }

    private static boolean isSafe(Request request) {
        return HttpMethod.GET.is(request.getMethod())
                || HttpMethod.HEAD.is(request.getMethod())
                || HttpMethod.OPTIONS.is(request.getMethod());
    }

    private static boolean hasBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }
}
