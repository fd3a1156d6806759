package dev.vitrine.web.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.page.Templates;
import dev.vitrine.web.text.Texts;
import io.javalin.http.Context;

/** {@code /openapi.json}, and {@code /docs} to read and try it. */
public final class OpenApiResource {
    private final OpenApiDocument document = new OpenApiDocument();
    private final PrototypeCatalog catalog;
    private final Templates templates;

    public OpenApiResource(PrototypeCatalog catalog, Templates templates) {
        this.catalog = catalog;
        this.templates = templates;
    }

    public void json(Context ctx) {
        ctx.contentType("application/json").result(present().toString());
    }

    public void page(Context ctx) {
        templates.render(
                ctx,
                "docs",
                new DocsPage(
                        templates.frame(ctx, Texts.text("docs.title"), "docs").styled("docs.css"),
                        DocsOperations.of(present())));
    }

    private ObjectNode present() {
        return document.of(catalog.all());
    }
}
