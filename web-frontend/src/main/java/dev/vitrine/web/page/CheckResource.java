package dev.vitrine.web.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.Json;
import dev.vitrine.web.catalog.FieldCheck;
import dev.vitrine.web.catalog.PrototypeCatalog;
import io.javalin.http.Context;

/** {@code POST /prototypes/{p}/check}: what is wrong with the values typed so far, as a page shows it beside them. */
public final class CheckResource {
    private final PrototypeCatalog catalog;

    public CheckResource(PrototypeCatalog catalog) {
        this.catalog = catalog;
    }

    public void check(Context ctx) {
        Prototype prototype = catalog.served(ctx.pathParam("prototype")).prototype();
        Schema fields = "batch".equals(ctx.queryParam("form"))
                ? prototype.batch().form().orElse(prototype.inputs())
                : prototype.inputs();
        ObjectNode json = Json.object();
        FieldCheck.problems(fields, TryPages.values(ctx, fields)).forEach(json::put);
        ctx.contentType("application/json").result(json.toString());
    }
}
