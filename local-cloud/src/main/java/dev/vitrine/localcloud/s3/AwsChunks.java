package dev.vitrine.localcloud.s3;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Small bodies that a client sent in the chunks of {@code aws-chunked}, put together again. */
final class AwsChunks {
    private AwsChunks() {}

    /** @param contentSha256 the header that says {@code STREAMING-...} of a body in chunks */
    static String joined(byte[] body, @Nullable String contentSha256) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (contentSha256 == null || !contentSha256.startsWith("STREAMING-")) {
            return text;
        }
        String bytes = new String(body, StandardCharsets.ISO_8859_1);
        StringBuilder joined = new StringBuilder();
        int at = 0;
        while (at < bytes.length()) {
            int line = bytes.indexOf("\r\n", at);
            String size = line < 0 ? "" : bytes.substring(at, line).replaceFirst(";.*", "");
            if (!size.matches("[0-9a-fA-F]{1,7}")) {
                throw S3Error.malformed();
            }
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                break;
            }
            int end = line + 2 + length;
            if (end > bytes.length()) {
                throw S3Error.malformed();
            }
            joined.append(bytes, line + 2, end);
            at = end + 2;
        }
        return new String(joined.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
