package dev.vitrine.web.compare;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.job.FormulaGuard;
import dev.vitrine.web.job.LongAnswer;
import dev.vitrine.web.page.Templates;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.text.Texts;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** {@code /jobs/compare?job=..&job=..}: what another version, or another day, changed. */
public final class ComparePages {
    private static final int KEPT = 4;
    private static final int AT_ONCE = 2;
    private static final int SHOWN = 200;

    private final Templates templates;
    private final PrototypeCatalog catalog;
    private final JobStore jobs;
    private final JobResults results;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    /** Jobs that are done do not change, so neither does what comes of comparing them. */
    private final Map<String, Comparison> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Comparison> eldest) {
            return size() > KEPT;
        }
    });

    public ComparePages(Templates templates, PrototypeCatalog catalog, JobStore jobs, JobResults results) {
        this.templates = templates;
        this.catalog = catalog;
        this.jobs = jobs;
        this.results = results;
    }

    /** Two jobs that can be compared, the earlier first. */
    private record Pair(Job before, Job now, Served served) {
        String key() {
            return before.id() + " " + now.id();
        }
    }

    public void show(Context ctx) {
        Pair pair = pair(ctx);
        Comparer comparer = comparer(pair);
        Comparison comparison = compared(pair, comparer);
        String was = param(ctx, "was");
        String is = param(ctx, "is");
        List<Comparison.ChangedRow> rows = comparison.rows().stream()
                .filter(row -> (was.isEmpty() && is.isEmpty())
                        || (row.was().equals(was) && row.is().equals(is)))
                .limit(SHOWN)
                .toList();
        templates.render(
                ctx,
                "compare",
                new ComparePage(
                        templates
                                .frame(ctx, Texts.text("compare.title"), "jobs")
                                .styled("history.css"),
                        pair.served().prototype().title(),
                        pair.before(),
                        pair.now(),
                        comparison,
                        comparer.names(),
                        rows,
                        was,
                        is));
    }

    /** All changed rows as CSV: number, inputs, outputs before and now. */
    public void download(Context ctx) throws IOException {
        Pair pair = pair(ctx);
        Comparer comparer = comparer(pair);
        takeTurn();
        try {
            write(ctx, pair, comparer);
        } finally {
            turns.release();
        }
    }

    private static void write(Context ctx, Pair pair, Comparer comparer) throws IOException {
        List<String> header = new ArrayList<>(List.of("row"));
        header.addAll(pair.now().columns());
        comparer.names().forEach(name -> header.add(name + " before"));
        comparer.names().forEach(name -> header.add(name + " now"));
        ctx.contentType("text/csv; charset=utf-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + pair.served().name() + "-changed.csv\"");
        LongAnswer.send(ctx, answer -> {
            Writer out = new OutputStreamWriter(new FormulaGuard(answer), StandardCharsets.UTF_8);
            CsvWriter csv = CsvWriter.builder().build(out);
            csv.writeRecord(header);
            comparer.compare(row -> csv.writeRecord(line(row, comparer.names().size())));
            csv.close();
        });
    }

    private static List<String> line(Comparison.ChangedRow row, int outputs) {
        List<String> line = new ArrayList<>(List.of(Long.toString(row.row())));
        line.addAll(row.inputs());
        line.addAll(padded(row.before(), outputs));
        line.addAll(padded(row.now(), outputs));
        return line;
    }

    private static List<String> padded(List<String> cells, int size) {
        List<String> padded = new ArrayList<>(cells.subList(0, Math.min(size, cells.size())));
        while (padded.size() < size) {
            padded.add("");
        }
        return padded;
    }

    private Comparison compared(Pair pair, Comparer comparer) {
        Comparison known = kept.get(pair.key());
        if (known != null) {
            return known;
        }
        takeTurn();
        try {
            Comparison comparison = comparer.compare(row -> {});
            kept.put(pair.key(), comparison);
            return comparison;
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        if (!turns.tryAcquire()) {
            throw Problem.told(HttpStatus.TOO_MANY_REQUESTS, "compare.busy").exception();
        }
    }

    private Comparer comparer(Pair pair) {
        Schema outputs = pair.served().prototype().outputs();
        return new Comparer(results, pair.before(), pair.now(), outputs);
    }

    private Pair pair(Context ctx) {
        List<String> ids = ctx.queryParams("job").stream().distinct().toList();
        if (ids.size() != 2) {
            throw Problem.told(HttpStatus.BAD_REQUEST, "compare.two", ids.size())
                    .withField("job")
                    .exception();
        }
        List<Job> two =
                ids.stream().sorted().map(id -> Reruns.job(ctx, jobs, id)).toList();
        Job before = two.getFirst();
        Job now = two.getLast();
        if (!before.prototype().equals(now.prototype()) || before.rows() != now.rows()) {
            throw Problem.told(HttpStatus.BAD_REQUEST, "compare.alike")
                    .withField("job")
                    .exception();
        }
        if (!before.state().isDone() || !now.state().isDone()) {
            throw Problem.told(HttpStatus.CONFLICT, "compare.runs").exception();
        }
        Served served = catalog.version(now.prototype(), now.version())
                .orElseThrow(() -> Problem.missing("missing.version.again", now.version()));
        return new Pair(before, now, served);
    }

    private static String param(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).orElse("");
    }
}
