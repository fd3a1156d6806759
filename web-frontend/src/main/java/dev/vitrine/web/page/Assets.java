package dev.vitrine.web.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.artifact.Digests;
import dev.vitrine.web.Json;
import dev.vitrine.web.text.Texts;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Style sheet, scripts and icon, held in memory. They lie under an address that changes with their content, so that
 * browsers may keep them for ever.
 */
public final class Assets {
    public static final String ROOT = "/assets/";
    private static final String SCRIPT_TEXTS = "js.";
    private static final List<String> FILES = List.of(
            "about.css",
            "app.css",
            "app.js",
            "batch.js",
            "chart.js",
            "copy.js",
            "docs.css",
            "docs.js",
            "drawing.js",
            "events.js",
            "form.js",
            "gallery.css",
            "gallery.js",
            "history.css",
            "history.js",
            "format.js",
            "grid-blocks.js",
            "grid-columns.js",
            "grid-review.js",
            "grid-row.js",
            "grid-tools.js",
            "grid.js",
            "icon.svg",
            "jobs.js",
            "notify.js",
            "page.js",
            "plots.js",
            "preview.js",
            "rejects.js",
            "picture.js",
            "review-item.js",
            "review.js",
            "tables.css",
            "text.js",
            "theme.js",
            "try.css",
            "try.js",
            "what-if.js");

    private final Map<String, Asset> files = new HashMap<>();
    private final String folder;

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Asset(byte[] bytes, byte[] gzip, String type) {}

    public Assets() {
        MessageDigest digest = Digests.newSha256();
        for (String name : FILES) {
            add(name, bytes(name), digest);
        }
        add("texts.js", texts(), digest);
        this.folder = ROOT + HexFormat.of().formatHex(digest.digest()).substring(0, 12) + "/";
    }

    private void add(String name, byte[] bytes, MessageDigest digest) {
        digest.update(bytes);
        files.put(name, new Asset(bytes, gzip(bytes), type(name)));
    }

    /** The texts that scripts use, as a module. */
    private static byte[] texts() {
        ObjectNode texts = Json.object();
        new TreeMap<>(Texts.all()).forEach((key, text) -> {
            if (key.startsWith(SCRIPT_TEXTS)) {
                texts.put(key.substring(SCRIPT_TEXTS.length()), text);
            }
        });
        return ("export const language = '" + Texts.language() + "';\nexport const texts = " + texts + ";\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Address under which the files lie, with a slash at the end. */
    public String folder() {
        return folder;
    }

    public void serve(Context ctx) {
        Asset asset = files.get(ctx.pathParam("file"));
        if (asset == null) {
            throw new NotFoundResponse();
        }
        send(ctx, asset, ctx.path().startsWith(folder) ? "public, max-age=31536000, immutable" : "no-cache");
    }

    /** The icon, where browsers look for it unasked. */
    public void icon(Context ctx) {
        Asset icon = files.get("icon.svg");
        if (icon == null) {
            throw new NotFoundResponse();
        }
        send(ctx, icon, "public, max-age=86400");
    }

    private static void send(Context ctx, Asset asset, String cache) {
        String accepted = ctx.header("Accept-Encoding");
        ctx.contentType(asset.type()).header("Cache-Control", cache).header("Vary", "Accept-Encoding");
        ctx.disableCompression();
        if (accepted != null && accepted.contains("gzip")) {
            ctx.header("Content-Encoding", "gzip").result(asset.gzip());
        } else {
            ctx.result(asset.bytes());
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException("the asset " + name + " is missing in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".css" -> "text/css; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            case ".svg" -> "image/svg+xml";
            default -> throw new IllegalStateException("no type is known for " + name);
        };
    }
}
