package dev.vitrine.web.job;

import dev.vitrine.common.artifact.Digests;
import dev.vitrine.web.upload.TableSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.HexFormat;

/** A table that comes in with the request, digested as it is read. */
final class StreamedTable implements JobSubmitter.DigestedTable {
    /** Makes a table of a stream. */
    interface Format {
        TableSource read(InputStream in) throws IOException;
    }

    private final DigestInputStream in;
    private final Format format;

    /** @param options that belong to what was asked as the bytes do */
    StreamedTable(InputStream in, String options, Format format) {
        this.in = new DigestInputStream(in, Digests.newSha256());
        this.format = format;
        this.in.getMessageDigest().update(options.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public TableSource table() throws IOException {
        return format.read(in);
    }

    @Override
    public String digest() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
}
