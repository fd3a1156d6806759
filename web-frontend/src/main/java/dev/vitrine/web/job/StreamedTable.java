package dev.vitrine.web.job;

import dev.vitrine.common.artifact.Digests;
import dev.vitrine.web.upload.TableSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    StreamedTable(InputStream in, Format format) {
        this.in = new DigestInputStream(in, Digests.newSha256());
        this.format = format;
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
