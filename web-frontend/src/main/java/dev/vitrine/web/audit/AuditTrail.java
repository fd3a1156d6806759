package dev.vitrine.web.audit;

import dev.vitrine.common.audit.AuditEntry;
import dev.vitrine.common.audit.AuditStore;
import dev.vitrine.common.store.StoreUnavailableException;
import dev.vitrine.web.Ids;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.access.Viewer;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an entry for every request that changed something: any that is no GET and succeeded, but for those that only ask.
 * Handlers tell the states before and after where they know them.
 */
public final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final String BEFORE = "audit-before";
    private static final String AFTER = "audit-after";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    /** Addresses that answer and change nothing; predictions are kept as history. */
    private static final Set<String> ASKING = Set.of(
            "/prototypes/{prototype}",
            "/prototypes/{prototype}/answers/{answer}/again",
            "/prototypes/{prototype}/check",
            "/prototypes/{prototype}/preview",
            "/prototypes/{prototype}/what-if",
            "/api/v1/prototypes/{prototype}/predictions",
            "/v2/models/{model}/infer",
            "/v2/models/{model}/versions/{version}/infer");

    private final AuditStore store;
    private final Clock clock;

    public AuditTrail(AuditStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Tells the states before and after the change that this request makes; JSON, or empty where there is none. */
    public static void tell(Context ctx, String before, String after) {
        ctx.attribute(BEFORE, before);
        ctx.attribute(AFTER, after);
    }

    /** After every request. */
    public void write(Context ctx) {
        Endpoint endpoint = ctx.endpoints().matchedHttpEndpoint();
        Optional<Viewer> viewer = Gate.knownViewer(ctx);
        if (SAFE.contains(ctx.method().name())
                || ctx.statusCode() >= 400
                || endpoint == null
                || viewer.isEmpty()
                || ASKING.contains(endpoint.path)) {
            return;
        }
        AuditEntry entry = new AuditEntry(
                Ids.next(clock),
                clock.instant(),
                viewer.get().name(),
                viewer.get().role().word(),
                ctx.method().name() + " " + endpoint.path,
                ctx.path(),
                told(ctx, BEFORE),
                told(ctx, AFTER));
        try {
            store.add(entry);
        } catch (StoreUnavailableException e) {
            // The change is made; who made it must at least be in the log.
            LOG.error("a change could not be recorded: {}", entry, e);
        }
    }

    private static String told(Context ctx, String name) {
        String state = ctx.attribute(name);
        return state == null ? "" : state;
    }
}
