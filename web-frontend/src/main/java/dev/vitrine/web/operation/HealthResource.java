package dev.vitrine.web.operation;

import dev.vitrine.web.catalog.PrototypeCatalog;
import io.javalin.http.Context;

/** {@code GET /health}: 200 while the cloud answers, 503 with a problem while it does not. */
public final class HealthResource {
    private final PrototypeCatalog catalog;

    public HealthResource(PrototypeCatalog catalog) {
        this.catalog = catalog;
    }

    public void check(Context ctx) {
        int prototypes = catalog.count();
        ctx.contentType("application/json").result("{\"status\":\"ok\",\"prototypes\":" + prototypes + "}");
    }
}
