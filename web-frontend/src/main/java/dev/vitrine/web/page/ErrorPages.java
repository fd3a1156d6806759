package dev.vitrine.web.page;

import dev.vitrine.web.access.Gate;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.problem.Problems;
import dev.vitrine.web.upload.LimitedInput;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** Answers with a problem: a document to programs, a page to people, a part of a page to its scripts. */
public final class ErrorPages {
    private final Templates templates;

    public ErrorPages(Templates templates) {
        this.templates = templates;
    }

    public void answer(Exception e, Context ctx) {
        Problem problem = Problems.of(e);
        if (problem.status() == HttpStatus.CONTENT_TOO_LARGE) {
            LimitedInput.discardRest(ctx.req());
        }
        answer(problem, ctx);
    }

    /** Answers with the problem. */
    public void answer(Problem problem, Context ctx) {
        if (ctx.res().isCommitted()) {
            return;
        }
        ctx.status(problem.status());
        if (Gate.isInference(ctx)) {
            ctx.contentType("application/json").result(problem.inferenceJson().toString());
        } else if (Gate.isApi(ctx)) {
            ctx.contentType(Problem.MEDIA_TYPE).result(problem.json().toString());
        } else if (Templates.wantsFragment(ctx)) {
            templates.render(ctx, "part/problem", problem);
        } else {
            templates.render(ctx, "error", new ErrorPage(templates.frame(ctx, problem.title(), ""), problem));
        }
    }
}
