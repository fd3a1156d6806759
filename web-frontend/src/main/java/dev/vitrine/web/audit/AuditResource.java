package dev.vitrine.web.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.vitrine.common.audit.AuditEntry;
import dev.vitrine.common.audit.AuditPage;
import dev.vitrine.common.audit.AuditStore;
import dev.vitrine.web.Json;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.access.Role;
import dev.vitrine.web.job.FormulaGuard;
import dev.vitrine.web.page.Templates;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.text.Texts;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/** {@code /audit}, {@code /api/v1/audit} and {@code /api/v1/audit.csv}, for owners. */
public final class AuditResource {
    private static final int PAGE = 100;
    private static final int CSV_PAGE = 1_000;
    private static final int MOST_ROWS = 100_000;

    private final AuditStore store;
    private final Templates templates;

    public AuditResource(AuditStore store, Templates templates) {
        this.store = store;
        this.templates = templates;
    }

    public void page(Context ctx) {
        Gate.require(ctx, Role.OWNER);
        templates.render(
                ctx,
                "audit",
                new AuditView(
                        templates.frame(ctx, Texts.text("audit.title"), "audit").styled("docs.css"),
                        store.list(cursor(ctx), PAGE)));
    }

    public void json(Context ctx) {
        Gate.require(ctx, Role.OWNER);
        AuditPage page = store.list(cursor(ctx), PAGE);
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("changes");
        for (AuditEntry entry : page.entries()) {
            list.addObject()
                    .put("id", entry.id())
                    .put("at", entry.at().toString())
                    .put("who", entry.who())
                    .put("role", entry.role())
                    .put("action", entry.action())
                    .put("subject", entry.subject())
                    .put("before", entry.before())
                    .put("after", entry.after());
        }
        page.next().ifPresent(next -> json.put("next", next));
        ctx.contentType("application/json").result(json.toString());
    }

    /** All of it, as far as it is kept, safe to open in a spreadsheet. */
    public void csv(Context ctx) throws IOException {
        Gate.require(ctx, Role.OWNER);
        ctx.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"vitrine-changes.csv\"");
        try (CsvWriter csv = CsvWriter.builder().build(new FormulaGuard(ctx.outputStream()))) {
            csv.writeRecord("at", "who", "role", "action", "subject", "before", "after");
            Optional<String> cursor = Optional.empty();
            int rows = 0;
            do {
                AuditPage page = store.list(cursor, CSV_PAGE);
                for (AuditEntry entry : page.entries()) {
                    csv.writeRecord(
                            entry.at().toString(),
                            entry.who(),
                            entry.role(),
                            entry.action(),
                            entry.subject(),
                            entry.before(),
                            entry.after());
                }
                rows += page.entries().size();
                cursor = page.next();
            } while (cursor.isPresent() && rows < MOST_ROWS);
        }
    }

    private static Optional<String> cursor(Context ctx) {
        String cursor = ctx.queryParam("cursor");
        if (cursor != null && !cursor.matches("[A-Za-z0-9_-]{1,64}")) {
            throw Problem.badRequest("cursor", "cursor");
        }
        return Optional.ofNullable(cursor);
    }
}
