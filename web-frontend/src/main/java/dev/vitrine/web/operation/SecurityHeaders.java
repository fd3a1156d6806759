package dev.vitrine.web.operation;

import dev.vitrine.web.access.Gate;
import io.javalin.http.Context;

/** Headers that keep a browser from doing what the pages never ask for. */
public final class SecurityHeaders {
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private SecurityHeaders() {}

    public static void set(Context ctx) {
        ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Permissions-Policy", "geolocation=(), microphone=(), payment=()")
                .header("Cache-Control", "no-store");
        if (Gate.isSecure(ctx)) {
            ctx.header("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
