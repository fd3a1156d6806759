package dev.vitrine.console.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Unpacks the pages of Parquet files; gzip by the JDK, which the reader would leave to Hadoop. */
final class ParquetCodecs implements CompressionCodecFactory {
    private final CodecFactory reader = new CodecFactory(new PlainParquetConfiguration(), 0);

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("files are read, not written");
    }

    /** @throws IllegalArgumentException when pages so packed cannot be unpacked */
    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED, SNAPPY, ZSTD -> reader.getDecompressor(codec);
            case GZIP -> new Gzip();
            case BROTLI, LZ4, LZ4_RAW, LZO ->
                throw new IllegalArgumentException(
                        "it is packed by " + codec + "; gzip, snappy and zstd are understood");
        };
    }

    @Override
    public void release() {
        reader.release();
    }

    private static final class Gzip implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput packed, int size) throws IOException {
            return BytesInput.from(unpack(packed.toInputStream(), size));
        }

        @Override
        public void decompress(ByteBuffer packed, int packedSize, ByteBuffer unpacked, int size) throws IOException {
            byte[] bytes = new byte[packedSize];
            packed.get(bytes);
            unpacked.put(unpack(new ByteArrayInputStream(bytes), size));
        }

        private static byte[] unpack(InputStream packed, int size) throws IOException {
            try (InputStream in = new GZIPInputStream(packed)) {
                byte[] bytes = in.readNBytes(size);
                if (bytes.length < size) {
                    throw new IOException("a page is shorter than it says");
                }
                return bytes;
            }
        }

        @Override
        public void release() {}
    }
}
