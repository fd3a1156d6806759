package dev.vitrine.common.aws;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.ArtifactUnavailableException;
import dev.vitrine.common.artifact.NoSuchArtifactException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** {@link ArtifactBucket} on S3. Conditional writes use {@code If-None-Match}. */
public final class S3ArtifactBucket implements ArtifactBucket {
    private static final int DELETE_AT_ONCE = 1_000;
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONDITIONAL_CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT_ATTEMPTS = 5;

    private final S3Client s3;
    private final String bucket;

    public S3ArtifactBucket(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public void put(String key, byte[] bytes) {
        put(key, RequestBody.fromBytes(bytes));
    }

    @Override
    public void put(String key, Path file) {
        put(key, RequestBody.fromFile(file));
    }

    private void put(String key, RequestBody body) {
        call("store", key, () -> s3.putObject(request -> request.bucket(bucket).key(key), body));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return putIfAbsent(key, RequestBody.fromBytes(bytes));
    }

    @Override
    public boolean putIfAbsent(String key, Path file) {
        return putIfAbsent(key, RequestBody.fromFile(file));
    }

    private boolean putIfAbsent(String key, RequestBody body) {
        return call("store", key, () -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    s3.putObject(request -> request.bucket(bucket).key(key).ifNoneMatch("*"), body);
                    return true;
                } catch (S3Exception e) {
                    if (e.statusCode() == PRECONDITION_FAILED) {
                        return false;
                    }
                    // Another writes the same key at this moment: it may still fail, so look again.
                    if (e.statusCode() != CONDITIONAL_CONFLICT || attempt == CONFLICT_ATTEMPTS) {
                        throw e;
                    }
                }
            }
        });
    }

    @Override
    public OptionalLong size(String key) {
        return call("look for", key, () -> {
            try {
                return OptionalLong.of(
                        s3.headObject(request -> request.bucket(bucket).key(key))
                                .contentLength());
            } catch (NoSuchKeyException e) {
                return OptionalLong.empty();
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND) {
                    return OptionalLong.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public InputStream open(String key) {
        return call(
                "read",
                key,
                () -> s3.getObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public InputStream open(String key, long from, int length) {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        return call("read", key, () -> {
            try {
                return s3.getObject(
                        request -> request.bucket(bucket).key(key).range("bytes=" + from + "-" + (from + length - 1)));
            } catch (S3Exception e) {
                if (e.statusCode() == ObjectRange.NOT_SATISFIABLE) {
                    return InputStream.nullInputStream();
                }
                throw e;
            }
        });
    }

    @Override
    public void download(String key, Path file) {
        call("read", key, () -> {
            deleteIfExists(file);
            return s3.getObject(request -> request.bucket(bucket).key(key), ResponseTransformer.toFile(file));
        });
    }

    @Override
    public byte[] read(String key, long from, int length) {
        if (length == 0) {
            return new byte[0];
        }
        return call("read", key, () -> new ObjectRange(bucket, key, from, length).read(s3));
    }

    @Override
    public Stream<String> keys(String prefix) {
        return call(
                "list",
                prefix,
                () -> s3
                        .listObjectsV2Paginator(
                                request -> request.bucket(bucket).prefix(prefix))
                        .contents()
                        .stream()
                        .map(S3Object::key));
    }

    @Override
    public void deleteAll(String prefix) {
        if (!prefix.endsWith("/")) {
            throw new IllegalArgumentException("prefix '" + prefix + "' must end with a slash");
        }
        call("delete", prefix, () -> {
            List<ObjectIdentifier> some = new ArrayList<>(DELETE_AT_ONCE);
            keys(prefix).forEach(key -> {
                some.add(ObjectIdentifier.builder().key(key).build());
                if (some.size() == DELETE_AT_ONCE) {
                    delete(some);
                }
            });
            delete(some);
            return some;
        });
    }

    private void delete(List<ObjectIdentifier> some) {
        if (!some.isEmpty()) {
            List<ObjectIdentifier> these = List.copyOf(some);
            s3.deleteObjects(request -> request.bucket(bucket)
                    .delete(delete -> delete.objects(these).quiet(true)));
            some.clear();
        }
    }

    private <T> T call(String verb, String key, Supplier<T> call) {
        try {
            return call.get();
        } catch (NoSuchBucketException e) {
            throw new ArtifactUnavailableException(
                    "cannot " + verb + " " + key + ": there is no bucket '" + bucket
                            + "'; publish first (make publish)",
                    e);
        } catch (NoSuchKeyException e) {
            throw new NoSuchArtifactException(key);
        } catch (SdkException e) {
            throw new ArtifactUnavailableException(
                    "cannot " + verb + " " + key + ": bucket '" + bucket + "' does not answer ("
                            + SdkErrors.inOneLine(e) + "); try again in a minute",
                    e);
        }
    }

    private static void deleteIfExists(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot replace " + file, e);
        }
    }
}
