package dev.vitrine.web.operation;

import dev.vitrine.web.access.Gate;
import dev.vitrine.web.access.Viewer;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line per answered request, without its query, and its count in the metrics. */
public final class RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final String NO_ROUTE = "none";

    private final Metrics metrics;

    public RequestLog(Metrics metrics) {
        this.metrics = metrics;
    }

    public void log(Context ctx, float millis) {
        Endpoint endpoint = ctx.endpoints().matchedHttpEndpoint();
        String route = endpoint == null ? NO_ROUTE : endpoint.path;
        metrics.count(ctx.method().name(), route, ctx.statusCode(), millis);
        if (LOG.isInfoEnabled() && !ctx.path().startsWith("/assets/")) {
            LOG.info(
                    "{} {} {} {} ms {}",
                    ctx.method().name(),
                    ctx.path().replaceAll("\\p{Cntrl}", "?"),
                    ctx.statusCode(),
                    Math.round(millis * 10) / 10.0,
                    Gate.knownViewer(ctx).map(Viewer::name).orElse("-"));
        }
    }
}
