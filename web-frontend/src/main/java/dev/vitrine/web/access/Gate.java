package dev.vitrine.web.access;

import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.security.BasicAuthCredentials;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every request: nobody passes without a session or the password, and no page of another site can make a
 * visitor's browser change something here.
 */
public final class Gate {
    public static final String COOKIE = "vitrine-session";
    public static final String TOKEN_HEADER = "X-CSRF-Token";
    public static final String TOKEN_FIELD = "csrf";
    public static final String SIGN_IN = "/sign-in";
    private static final String VIEWER = "viewer";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OPEN =
            Set.of(SIGN_IN, "/health", "/v2/health/live", "/v2/health/ready", "/favicon.ico");

    private final Sessions sessions;
    private final BasicSignIns passwords;
    private final LoginLimiter limiter;
    private final Optional<OidcHeader> oidc;
    private final String assets;

    /** @param assets path under which style sheets and scripts lie: open to all */
    public Gate(
            Sessions sessions, BasicSignIns passwords, LoginLimiter limiter, Optional<OidcHeader> oidc, String assets) {
        this.sessions = sessions;
        this.passwords = passwords;
        this.limiter = limiter;
        this.oidc = oidc;
        this.assets = assets;
    }

    /** Lets the request pass, sends a page's visitor to sign in, or ends it with a problem. */
    public void check(Context ctx) {
        if (!isSafe(ctx)) {
            requireSameOrigin(ctx);
        }
        if (OPEN.contains(ctx.path()) || ctx.path().startsWith(assets)) {
            return;
        }
        Optional<Viewer> viewer = byBalancer(ctx).or(() -> bySession(ctx));
        if (viewer.isEmpty()) {
            viewer = byPassword(ctx);
        }
        if (viewer.isPresent()) {
            ctx.attribute(VIEWER, viewer.get());
        } else if (isApi(ctx)) {
            throw notSignedIn(ctx);
        } else {
            String next = ctx.method().name().equals("GET") ? whole(ctx.path(), ctx.queryString()) : "/";
            ctx.redirect(
                    next.equals("/") ? SIGN_IN : SIGN_IN + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8),
                    HttpStatus.SEE_OTHER);
            ctx.skipRemainingHandlers();
        }
    }

    private static String whole(String path, @Nullable String query) {
        return query == null || query.isEmpty() ? path : path + "?" + query;
    }

    /** Ends a request that changes something and does not come of a page of its visitor. Programs have no pages. */
    public void checkToken(Context ctx) {
        Optional<Viewer> viewer = knownViewer(ctx);
        if (viewer.isPresent() && !viewer.get().token().isEmpty() && !isSafe(ctx)) {
            requireToken(ctx, viewer.get());
        }
    }

    /** Who asks, behind the gate. */
    public static Viewer viewer(Context ctx) {
        Viewer viewer = ctx.attribute(VIEWER);
        if (viewer == null) {
            throw new IllegalStateException("no viewer behind the gate");
        }
        return viewer;
    }

    /** Who asks, if it is known, also before the gate. */
    public static Optional<Viewer> knownViewer(Context ctx) {
        return Optional.ofNullable(ctx.attribute(VIEWER));
    }

    /** Whether a program asks rather than a page's visitor. */
    public static boolean isApi(Context ctx) {
        String accept = ctx.header("Accept");
        return ctx.path().startsWith("/api/")
                || ctx.path().equals("/metrics")
                || ctx.path().equals("/health")
                || ctx.path().equals("/openapi.json")
                || isInference(ctx)
                || (accept != null && !accept.contains("text/html"));
    }

    /** Whether the request speaks the Open Inference Protocol, which tells errors in a shape of its own. */
    public static boolean isInference(Context ctx) {
        return ctx.path().equals("/v2") || ctx.path().startsWith("/v2/");
    }

    /** Whether the visitor's connection is encrypted, as far as the balancer tells. */
    public static boolean isSecure(Context ctx) {
        return ctx.scheme().equals("https") || "https".equalsIgnoreCase(ctx.header("X-Forwarded-Proto"));
    }

    /** Where the request comes from; the balancer's word counts only when the peer is a private address. */
    public static String address(Context ctx) {
        String forwarded = ctx.header("X-Forwarded-For");
        String peer = ctx.ip();
        boolean near = isNear(peer);
        if (forwarded == null || !near) {
            return peer;
        }
        return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    /** Whether the peer is of this computer or of a private network, as a load balancer is. */
    private static boolean isNear(String peer) {
        try {
            InetAddress address = InetAddress.ofLiteral(peer);
            boolean unique = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
            return address.isLoopbackAddress()
                    || address.isSiteLocalAddress()
                    || address.isLinkLocalAddress()
                    || unique;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Ends the request unless whoever asks may do what the role may. */
    public static void require(Context ctx, Role role) {
        Viewer viewer = viewer(ctx);
        if (!viewer.role().covers(role)) {
            throw Problem.told(
                            HttpStatus.FORBIDDEN,
                            "role",
                            role.word(),
                            viewer.name(),
                            viewer.role().word())
                    .exception();
        }
    }

    private Optional<Viewer> byBalancer(Context ctx) {
        String value = oidc.isPresent() ? ctx.header(OidcHeader.NAME) : null;
        return value == null ? Optional.empty() : oidc.orElseThrow().viewer(value);
    }

    private Optional<Viewer> bySession(Context ctx) {
        String cookie = ctx.cookie(COOKIE);
        Optional<Sessions.Session> found = cookie == null ? Optional.empty() : sessions.verify(cookie);
        if (found.isPresent() && found.get().stale() && ctx.method().name().equals("GET") && !isApi(ctx)) {
            Viewer viewer = found.get().viewer();
            setSession(ctx, sessions.sign(viewer.name(), found.get().proof(), viewer.token()));
        }
        return found.map(Sessions.Session::viewer);
    }

    /** Gives the browser a session: unreadable to scripts, sent to no other site, and by https alone where that is used. */
    public static void setSession(Context ctx, String value) {
        ctx.cookie(new Cookie(
                COOKIE, value, "/", (int) Sessions.LIFETIME.toSeconds(), isSecure(ctx), true, null, SameSite.LAX));
    }

    private Optional<Viewer> byPassword(Context ctx) {
        BasicAuthCredentials given = ctx.basicAuthCredentials();
        if (given == null) {
            return Optional.empty();
        }
        String name = Viewer.isName(given.getUsername()) ? given.getUsername() : "API";
        Optional<People.Known> recalled = passwords.recall(name, given.getPassword());
        if (recalled.isPresent()) {
            return recalled.map(Gate::program);
        }
        return switch (limiter.attempt(address(ctx), name, () -> passwords.signIn(name, given.getPassword()))) {
            case LoginLimiter.Attempt.Looked(Optional<People.Known> known) -> known.map(Gate::program);
            case LoginLimiter.Attempt.Refused(Duration wait) -> {
                ctx.header("Retry-After", Long.toString(wait.toSeconds() + 1));
                throw tooManyAttempts(wait);
            }
        };
    }

    private static Viewer program(People.Known known) {
        return new Viewer(known.name(), known.role(), "");
    }

    static RuntimeException tooManyAttempts(Duration wait) {
        return Problem.told(HttpStatus.TOO_MANY_REQUESTS, "attempts", wait.toSeconds() + 1)
                .exception();
    }

    private static RuntimeException notSignedIn(Context ctx) {
        if (ctx.header("Sec-Fetch-Mode") == null) {
            ctx.header("WWW-Authenticate", "Basic realm=\"Vitrine\", charset=\"UTF-8\"");
        }
        return Problem.told(HttpStatus.UNAUTHORIZED, "signed-out").exception();
    }

    private static boolean isSafe(Context ctx) {
        return SAFE.contains(ctx.method().name());
    }

    private static void requireSameOrigin(Context ctx) {
        String origin = ctx.header("Origin");
        boolean foreign = origin != null ? !authority(origin).equals(host(ctx)) : isCrossSite(ctx);
        if (foreign) {
            throw Problem.told(HttpStatus.FORBIDDEN, "foreign").exception();
        }
    }

    private static boolean isCrossSite(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static @Nullable String host(Context ctx) {
        String host = ctx.header("Host");
        return host == null ? null : host.toLowerCase(Locale.ROOT);
    }

    private void requireToken(Context ctx, Viewer viewer) {
        String token = ctx.header(TOKEN_HEADER);
        if (token == null && ctx.isFormUrlencoded()) {
            token = ctx.formParam(TOKEN_FIELD);
        }
        if (token == null || !(same(token, viewer.token()) || sessions.isDerivedToken(token, viewer.name()))) {
            throw Problem.told(HttpStatus.FORBIDDEN, "form-expired").exception();
        }
    }

    /** Compares two secrets in constant time. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
