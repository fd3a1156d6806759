package dev.vitrine.web.page;

import dev.vitrine.web.access.Gate;
import dev.vitrine.web.text.Texts;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Renders pages and parts of pages. */
public final class Templates {
    /** Sent by scripts that want the part of the page that changes, not the page. */
    public static final String FRAGMENT_HEADER = "X-Fragment";

    private final TemplateEngine engine;
    private final String assets;

    /** @param assets address under which style sheet and scripts lie */
    public Templates(String assets) {
        this.engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, Templates.class.getClassLoader(), "dev.vitrine.web.template");
        this.assets = assets;
    }

    /** What surrounds the page that answers this request. */
    public Frame frame(Context ctx, String title, String section) {
        return new Frame(
                title + " · " + Texts.text("site.name"), section, Gate.knownViewer(ctx), assets, theme(ctx), List.of());
    }

    /** The look that the visitor chose; empty when it follows the device. */
    private static String theme(Context ctx) {
        String chosen = String.valueOf(ctx.cookie("vitrine-theme"));
        return chosen.equals("light") || chosen.equals("dark") ? chosen : "";
    }

    /** Answers with a template's text. */
    public void render(Context ctx, String template, Object model) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template + ".jte", model, output);
        ByteArrayOutputStream html = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ctx.contentType("text/html; charset=utf-8").result(html.toByteArray());
    }

    /** Whether a script asks for the changing part only. */
    public static boolean wantsFragment(Context ctx) {
        return ctx.header(FRAGMENT_HEADER) != null;
    }
}
