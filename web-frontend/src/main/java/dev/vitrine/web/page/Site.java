package dev.vitrine.web.page;

import dev.vitrine.web.access.Gate;
import io.javalin.http.Context;

/** The address of this site, as the visitor's browser knows it. */
final class Site {
    private Site() {}

    /** Such as {@code https://demo.example.org}. */
    static String of(Context ctx) {
        String host = String.valueOf(ctx.header("Host"));
        return (Gate.isSecure(ctx) ? "https://" : "http://")
                + (host.matches("[A-Za-z0-9.:\\[\\]-]{1,255}") ? host : "localhost");
    }
}
