package dev.vitrine.common.aws;

import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Bytes of an object of a bucket.
 *
 * @param from the first, counted from 0
 * @param length how many, at least 1
 */
record ObjectRange(String bucket, String key, long from, long length) {
    /** HTTP status where the object has none of them. */
    static final int NOT_SATISFIABLE = 416;

    /** Those of them that the object has. */
    byte[] read(S3Client s3) {
        try {
            return s3.getObject(
                            request ->
                                    request.bucket(bucket).key(key).range("bytes=" + from + "-" + (from + length - 1)),
                            ResponseTransformer.toBytes())
                    .asByteArrayUnsafe();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_SATISFIABLE) {
                return new byte[0];
            }
            throw e;
        }
    }
}
