package dev.vitrine.web.page;

import dev.vitrine.web.Ids;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.access.LoginLimiter;
import dev.vitrine.web.access.People;
import dev.vitrine.web.access.Sessions;
import dev.vitrine.web.access.Viewer;
import dev.vitrine.web.text.Texts;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /sign-in} and {@code /sign-out}. */
public final class SignInPages {
    private static final String FORM_COOKIE = "vitrine-form";
    private static final int SECRET = 26;
    private static final int LONGEST_NEXT = 2_000;
    private static final Pattern LOCAL =
            Pattern.compile("/[A-Za-z0-9._~-][A-Za-z0-9/._~-]*(\\?[A-Za-z0-9._~%&=+:,;@!*/-]*)?");

    private final Templates templates;
    private final Sessions sessions;
    private final People people;
    private final LoginLimiter limiter;

    public SignInPages(Templates templates, Sessions sessions, People people, LoginLimiter limiter) {
        this.templates = templates;
        this.sessions = sessions;
        this.people = people;
        this.limiter = limiter;
    }

    public void show(Context ctx) {
        show(ctx, "", "", String.valueOf(ctx.queryParam("next")));
    }

    public void signIn(Context ctx) {
        String name = value(ctx, "name").strip();
        String next = value(ctx, "next");
        String token = ctx.cookie(FORM_COOKIE);
        if (token == null || !Gate.same(token, value(ctx, Gate.TOKEN_FIELD))) {
            fail(ctx, HttpStatus.FORBIDDEN, Texts.text("sign-in.expired"), name, next);
        } else if (!Viewer.isName(name)) {
            fail(ctx, HttpStatus.UNPROCESSABLE_CONTENT, Texts.text("sign-in.no-name", Viewer.MAX_NAME), name, next);
        } else {
            String password = value(ctx, "password");
            switch (limiter.attempt(Gate.address(ctx), name, () -> people.signIn(name, password))) {
                case LoginLimiter.Attempt.Refused(Duration wait) -> {
                    ctx.header("Retry-After", Long.toString(wait.toSeconds() + 1));
                    String text = Texts.text("sign-in.wait", Format.seconds(wait.toSeconds() + 1));
                    fail(ctx, HttpStatus.TOO_MANY_REQUESTS, text, name, next);
                }
                case LoginLimiter.Attempt.Looked(Optional<People.Known> known)
                when known.isPresent() -> {
                    Gate.setSession(
                            ctx, sessions.sign(known.get().name(), known.get().proof(), Ids.secret(SECRET)));
                    setCookie(ctx, FORM_COOKIE, "", 0);
                    ctx.redirect(local(next), HttpStatus.SEE_OTHER);
                }
                case LoginLimiter.Attempt.Looked ignored ->
                    fail(ctx, HttpStatus.UNAUTHORIZED, Texts.text("sign-in.wrong"), name, next);
            }
        }
    }

    public void signOut(Context ctx) {
        setCookie(ctx, Gate.COOKIE, "", 0);
        ctx.header("Clear-Site-Data", "\"cache\"").redirect(Gate.SIGN_IN, HttpStatus.SEE_OTHER);
    }

    private void fail(Context ctx, HttpStatus status, String error, String name, String next) {
        ctx.status(status);
        show(ctx, error, name, next);
    }

    private void show(Context ctx, String error, String name, String next) {
        String token = ctx.cookie(FORM_COOKIE);
        if (token == null || token.length() != SECRET) {
            token = Ids.secret(SECRET);
            setCookie(ctx, FORM_COOKIE, token, -1);
        }
        templates.render(
                ctx,
                "sign-in",
                new SignInPage(templates.frame(ctx, Texts.text("sign-in.title"), ""), token, local(next), name, error));
    }

    private static void setCookie(Context ctx, String name, String value, int maxAge) {
        ctx.cookie(new Cookie(name, value, "/", maxAge, Gate.isSecure(ctx), true, null, SameSite.LAX));
    }

    /** An address of this site, never of another: no host, no escape from the path, a query of plain characters. */
    private static String local(String next) {
        return next.length() <= LONGEST_NEXT && LOCAL.matcher(next).matches() ? next : "/";
    }

    private static String value(Context ctx, String field) {
        String value = ctx.formParam(field);
        return value == null ? "" : value;
    }
}
