package dev.vitrine.web;

import static dev.vitrine.web.limit.LargeBodies.MOST;

import dev.vitrine.common.prediction.RealtimePredictor;
import dev.vitrine.web.access.BasicSignIns;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.access.JobGuard;
import dev.vitrine.web.access.LoginLimiter;
import dev.vitrine.web.access.OidcHeader;
import dev.vitrine.web.access.Sessions;
import dev.vitrine.web.audit.AuditResource;
import dev.vitrine.web.audit.AuditTrail;
import dev.vitrine.web.catalog.PictureResource;
import dev.vitrine.web.compare.ComparePages;
import dev.vitrine.web.compare.Reruns;
import dev.vitrine.web.event.EventResource;
import dev.vitrine.web.event.JobFeed;
import dev.vitrine.web.history.HistoryPages;
import dev.vitrine.web.job.DownloadResource;
import dev.vitrine.web.job.JobEstimator;
import dev.vitrine.web.job.JobResource;
import dev.vitrine.web.job.JobSubmitter;
import dev.vitrine.web.job.PreviewResource;
import dev.vitrine.web.job.RealtimeLane;
import dev.vitrine.web.job.SubmitResource;
import dev.vitrine.web.limit.LargeBodies;
import dev.vitrine.web.limit.RateLimits;
import dev.vitrine.web.openapi.OpenApiResource;
import dev.vitrine.web.operation.HealthResource;
import dev.vitrine.web.operation.MeasuredPredictor;
import dev.vitrine.web.operation.Metrics;
import dev.vitrine.web.operation.RequestLog;
import dev.vitrine.web.operation.SecurityHeaders;
import dev.vitrine.web.page.AnswerPages;
import dev.vitrine.web.page.Assets;
import dev.vitrine.web.page.BatchPages;
import dev.vitrine.web.page.CheckResource;
import dev.vitrine.web.page.ErrorPages;
import dev.vitrine.web.page.JobPages;
import dev.vitrine.web.page.PrototypePages;
import dev.vitrine.web.page.ReviewPages;
import dev.vitrine.web.page.SignInPages;
import dev.vitrine.web.page.Templates;
import dev.vitrine.web.page.TryPages;
import dev.vitrine.web.prediction.Health;
import dev.vitrine.web.prediction.KeyedIds;
import dev.vitrine.web.prediction.PredictionResource;
import dev.vitrine.web.prediction.PredictionService;
import dev.vitrine.web.prediction.PrototypeResource;
import dev.vitrine.web.prediction.WhatIfResource;
import dev.vitrine.web.result.RejectsResource;
import dev.vitrine.web.result.ResultViews;
import dev.vitrine.web.result.RowsResource;
import dev.vitrine.web.result.SummaryResource;
import dev.vitrine.web.review.Answers;
import dev.vitrine.web.review.AskedPictureResource;
import dev.vitrine.web.review.CorrectionResource;
import dev.vitrine.web.review.ExportResource;
import dev.vitrine.web.review.QueueResource;
import dev.vitrine.web.tensor.InferenceResource;
import dev.vitrine.web.upload.ShardUploader;
import dev.vitrine.web.webhook.WebhookResource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpResponseException;
import java.nio.file.Path;
import java.util.List;

/** Every address of the pages and the API, with what answers there. */
final class Routes {
    private static final int MOST_OF_CORRECTION = 500_000;

    private final Assets assets = new Assets();
    private final Templates templates = new Templates(assets.folder());
    private final ErrorPages errors = new ErrorPages(templates);
    private final Gate gate;
    private final RateLimits limits;
    private final LargeBodies bodies;
    private final JobGuard jobGuard;
    private final AuditTrail trail;
    private final AuditResource audit;
    private final WebhookResource webhooks;
    private final SignInPages signIn;
    private final PrototypePages prototypePages;
    private final PictureResource pictures;
    private final HistoryPages history;
    private final ComparePages compare;
    private final Reruns reruns;
    private final TryPages tryPages;
    private final BatchPages batchPages;
    private final CheckResource checks;
    private final WhatIfResource whatIf;
    private final AnswerPages answers;
    private final JobPages jobPages;
    private final PrototypeResource prototypes;
    private final PredictionResource predictions;
    private final SubmitResource submits;
    private final PreviewResource previews;
    private final JobResource jobs;
    private final RowsResource rows;
    private final RejectsResource rejects;
    private final SummaryResource summaries;
    private final ReviewPages reviewPages;
    private final QueueResource queue;
    private final AskedPictureResource askedPictures;
    private final CorrectionResource corrections;
    private final ExportResource exports;
    private final DownloadResource downloads;
    private final EventResource events;
    private final InferenceResource inference;
    private final OpenApiResource openApi;
    private final HealthResource health;
    private final Metrics metrics;

    /** @param folder for temporary files */
    Routes(WebConfig config, WebParts parts, JobFeed feed, Path folder) {
        Sessions sessions = new Sessions(config.sessionKeys(), config.people(), parts.clock());
        LoginLimiter limiter = new LoginLimiter(parts.clock());
        metrics = new Metrics(feed, parts.backlog());
        RealtimePredictor predictor = new MeasuredPredictor(parts.predictor(), metrics);
        Health prototypeHealth = new Health(parts.predictions(), parts.clock());
        PredictionService service = new PredictionService(
                predictor, parts.predictions(), prototypeHealth, new KeyedIds(config.sessionKeys()), parts.clock());
        JobSubmitter submitter = new JobSubmitter(
                parts.jobs(),
                parts.bucket(),
                new ShardUploader(parts.bucket(), folder),
                new RealtimeLane(
                        parts.queue(), parts.bucket(), parts.predictor(), parts.callForWorkers(), parts.clock()),
                parts.callForWorkers(),
                parts.clock());
        long maxBytes = config.maxUploadBytes();

        gate = new Gate(
                sessions,
                new BasicSignIns(config.people(), parts.clock()),
                limiter,
                config.oidc().map(oidc -> new OidcHeader(oidc, config.people(), sessions, parts.clock())),
                Assets.ROOT);
        limits = new RateLimits(config.rateLimit(), metrics::limited);
        bodies = new LargeBodies(folder);
        jobGuard = new JobGuard(parts.jobs(), config.jobsVisible());
        trail = new AuditTrail(parts.audit(), parts.clock());
        audit = new AuditResource(parts.audit(), templates);
        webhooks = new WebhookResource(parts.webhooks());
        signIn = new SignInPages(templates, sessions, config.people(), limiter);
        prototypePages = new PrototypePages(templates, parts.catalog(), prototypeHealth);
        pictures = new PictureResource(parts.catalog(), parts.bucket());
        history = new HistoryPages(templates, parts.catalog(), parts.jobs(), parts.predictions());
        compare = new ComparePages(templates, parts.catalog(), parts.jobs(), parts.results());
        reruns = new Reruns(templates, parts.catalog(), parts.jobs(), parts.bucket(), submitter);
        tryPages = new TryPages(templates, parts.catalog(), service);
        batchPages = new BatchPages(templates, parts.catalog(), submitter, predictor, maxBytes);
        checks = new CheckResource(parts.catalog());
        whatIf = new WhatIfResource(parts.catalog(), service, parts.clock());
        answers = new AnswerPages(templates, parts.catalog(), service);
        jobPages = new JobPages(templates, parts.catalog(), parts.jobs(), parts.results(), submitter, parts.clock());
        prototypes = new PrototypeResource(parts.catalog());
        predictions = new PredictionResource(parts.catalog(), service);
        previews =
                new PreviewResource(parts.catalog(), new JobEstimator(parts.jobs(), parts.prices()), folder, maxBytes);
        submits = new SubmitResource(
                parts.catalog(), submitter, predictor, folder, config.webhooks(), maxBytes, parts.clock());
        jobs = new JobResource(parts.jobs(), parts.clock());
        rows = new RowsResource(parts.jobs(), parts.results(), new ResultViews(parts.results()));
        rejects = new RejectsResource(parts.jobs(), parts.results(), parts.catalog(), submitter, parts.clock());
        summaries = new SummaryResource(parts.jobs(), parts.results(), parts.bucket(), parts.catalog());
        Answers answers = new Answers(parts.catalog(), parts.predictions(), parts.jobs(), parts.results());
        reviewPages = new ReviewPages(templates, parts.catalog(), parts.jobs(), parts.predictions());
        queue = new QueueResource(parts.catalog(), answers, parts.jobs(), parts.predictions(), parts.reviews());
        askedPictures = new AskedPictureResource(answers);
        corrections = new CorrectionResource(answers, parts.reviews(), parts.clock());
        exports = new ExportResource(parts.catalog(), parts.reviews());
        downloads = new DownloadResource(parts.jobs(), parts.results(), parts.catalog());
        events = new EventResource(feed);
        inference = new InferenceResource(parts.catalog(), service);
        openApi = new OpenApiResource(parts.catalog(), templates);
        health = new HealthResource(parts.catalog());
    }

    RequestLog log() {
        return new RequestLog(metrics);
    }

    void add(RoutesConfig routes) {
        routes.before(SecurityHeaders::set);
        routes.before(limits::checkAddress);
        routes.before(gate::check);
        routes.before(bodies::takeForm);
        routes.before(gate::checkToken);
        routes.before(limits::checkPerson);
        routes.before(jobGuard::note);
        for (String job : List.of("/jobs/{job}", "/api/v1/jobs/{job}")) {
            routes.before(job, jobGuard::check);
            routes.before(job + "/*", jobGuard::check);
        }
        routes.before("/api/v1/predictions/*", JobGuard::reviewers);
        routes.after(bodies::giveBack);
        routes.after(LargeBodies::drain);
        routes.after(trail::write);
        routes.exception(Exception.class, errors::answer);
        routes.exception(HttpResponseException.class, errors::answer);

        routes.get("/sign-in", signIn::show);
        routes.post("/sign-in", signIn::signIn);
        routes.post("/sign-out", signIn::signOut);

        routes.get("/", prototypePages::home);
        routes.get("/prototypes/{prototype}", tryPages::show);
        routes.post("/prototypes/{prototype}", tryPages::answer);
        routes.post("/prototypes/{prototype}/check", checks::check);
        routes.post("/prototypes/{prototype}/what-if", whatIf::answer);
        routes.get("/prototypes/{prototype}/answers/{answer}", answers::show);
        routes.post("/prototypes/{prototype}/answers/{answer}/again", answers::again);
        routes.get("/prototypes/{prototype}/answers/{answer}/inputs.json", answers::inputs);
        routes.get("/prototypes/{prototype}/batch", batchPages::show);
        routes.post("/prototypes/{prototype}/batch", batchPages::submitForm);
        routes.post("/prototypes/{prototype}/preview", bodies.jsonAmongOthers(MOST / 2, previews::preview));
        routes.get("/prototypes/{prototype}/template.csv", batchPages::template);
        routes.get("/prototypes/{prototype}/review", reviewPages::show);
        routes.get("/prototypes/{prototype}/review/items", queue::items);
        routes.get("/prototypes/{prototype}/review/picture", askedPictures::serve);
        routes.get("/prototypes/{prototype}/history", history::ofPrototype);
        routes.get("/prototypes/{prototype}/about", prototypePages::about);
        routes.get("/prototypes/{prototype}/versions/{version}/picture", pictures::serve);
        routes.get("/jobs", history::all);
        routes.get("/jobs/compare", compare::show);
        routes.get("/jobs/compare.csv", compare::download);
        routes.get("/jobs/{job}", jobPages::show);
        routes.get("/jobs/{job}/again", reruns::show);
        routes.post("/jobs/{job}/again", reruns::rerun);
        routes.post("/jobs/{job}/cancel", jobPages::cancel);

        routes.get("/api/v1/prototypes", prototypes::list);
        routes.get("/api/v1/prototypes/{prototype}", prototypes::find);
        routes.post("/api/v1/prototypes/{prototype}/predictions", bodies.json(MOST, predictions::predict));
        routes.get("/api/v1/prototypes/{prototype}/corrections.csv", exports::csv);
        routes.get("/api/v1/prototypes/{prototype}/corrections.jsonl", exports::jsonLines);
        routes.get("/api/v1/predictions/{prediction}/correction", corrections::find);
        routes.put("/api/v1/predictions/{prediction}/correction", bodies.json(MOST_OF_CORRECTION, corrections::put));
        routes.delete("/api/v1/predictions/{prediction}/correction", corrections::undo);
        routes.post("/api/v1/prototypes/{prototype}/jobs", submits::submit);
        routes.get("/api/v1/jobs", jobs::list);
        routes.get("/api/v1/jobs/{job}", jobs::find);
        routes.post("/api/v1/jobs/{job}/cancel", jobs::cancel);
        routes.get("/api/v1/jobs/{job}/results.csv", downloads::resultsCsv);
        routes.get("/api/v1/jobs/{job}/results.json", downloads::resultsJson);
        routes.get("/api/v1/jobs/{job}/results.jsonl", downloads::resultsJsonLines);
        routes.get("/api/v1/jobs/{job}/rows", rows::rows);
        routes.get("/api/v1/jobs/{job}/summary", summaries::summary);
        routes.get("/api/v1/jobs/{job}/rejects", rejects::list);
        routes.post("/api/v1/jobs/{job}/mend", bodies.json(MOST, rejects::mend));
        routes.get("/api/v1/jobs/{job}/rejects.csv", downloads::rejectsCsv);
        routes.get("/api/v1/jobs/{job}/webhook", webhooks::find);
        routes.get("/api/v1/events", events::stream);
        routes.get("/api/v1/audit", audit::json);
        routes.get("/api/v1/audit.csv", audit::csv);
        routes.get("/audit", audit::page);

        routes.get("/openapi.json", openApi::json);
        routes.get("/docs", openApi::page);
        routes.get("/v2/health/live", inference::live);
        routes.get("/v2/health/ready", inference::ready);
        routes.get("/v2", inference::server);
        for (String model : List.of("/v2/models/{model}", "/v2/models/{model}/versions/{version}")) {
            routes.get(model, inference::model);
            routes.get(model + "/ready", inference::modelReady);
            routes.post(model + "/infer", bodies.json(MOST, inference::infer));
        }

        routes.get("/health", health::check);
        routes.get("/metrics", metrics::write);
        routes.get("/favicon.ico", assets::icon);
        routes.get("/assets/{digest}/{file}", assets::serve);
    }
}
