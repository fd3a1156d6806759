package dev.vitrine.web.limit;

import com.github.luben.zstd.ZstdOutputStream;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.CompressionType;
import io.javalin.compression.Gzip;
import io.javalin.compression.Zstd;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers in zstd or gzip to those who take it. */
public final class Compression {
    private static final Logger LOG = LoggerFactory.getLogger(Compression.class);
    private static final int GZIP_LEVEL = 5;
    private static final int ZSTD_LEVEL = 3;

    private Compression() {}

    /** Both, or gzip alone where zstd's native library cannot be loaded. */
    public static CompressionStrategy strategy() {
        if (!zstdLoads()) {
            return new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
        }
        CompressionStrategy both = new CompressionStrategy(null, new Gzip(GZIP_LEVEL), new Zstd(ZSTD_LEVEL));
        both.setPreferredCompressors(List.of(CompressionType.ZSTD, CompressionType.GZIP));
        return both;
    }

    private static boolean zstdLoads() {
        try (ZstdOutputStream out = new ZstdOutputStream(OutputStream.nullOutputStream())) {
            out.write(0);
            return true;
        } catch (IOException | LinkageError e) {
            LOG.info("answers are not compressed by zstd here: {}", e.getMessage());
            return false;
        }
    }
}
