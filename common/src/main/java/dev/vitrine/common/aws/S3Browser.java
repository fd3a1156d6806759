package dev.vitrine.common.aws;

import dev.vitrine.common.operation.BucketBrowser;
import dev.vitrine.common.operation.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** {@link BucketBrowser} on S3. */
public record S3Browser(S3Client s3, String bucket) implements BucketBrowser {
    /** So much of a file is asked for at once, so that a slow line needs no more patience than a quick one. */
    private static final int PART = 8 << 20;

    @Override
    public Page list(String prefix, Optional<String> cursor) {
        return CloudProblems.call("list " + bucket + "/" + prefix, () -> {
            ListObjectsV2Response response = s3.listObjectsV2(request -> request.bucket(bucket)
                    .prefix(prefix)
                    .delimiter("/")
                    .maxKeys(1_000)
                    .continuationToken(cursor.orElse(null)));
            List<StoredObject> objects = new ArrayList<>();
            response.commonPrefixes()
                    .forEach(folder -> objects.add(new StoredObject(folder.prefix(), 0, Optional.empty())));
            // A folder that S3's own pages make is an empty object with the folder's name.
            response.contents().stream()
                    .filter(object -> !object.key().equals(prefix))
                    .forEach(object -> objects.add(
                            new StoredObject(object.key(), object.size(), Optional.ofNullable(object.lastModified()))));
            return new Page(objects, Optional.ofNullable(response.nextContinuationToken()));
        });
    }

    @Override
    public byte[] head(String key, int most) {
        return CloudProblems.call("read " + key, () -> new ObjectRange(bucket, key, 0, most).read(s3));
    }

    @Override
    public void download(String key, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                try (OutputStream out = Files.newOutputStream(part)) {
                    download(key, out);
                }
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** All parts are of the object as it was at first. */
    private void download(String key, OutputStream out) throws IOException {
        HeadObjectResponse whole = CloudProblems.call(
                "download " + key,
                () -> s3.headObject(request -> request.bucket(bucket).key(key)));
        for (long from = 0; from < whole.contentLength(); from += PART) {
            String range = "bytes=" + from + "-" + (from + PART - 1);
            out.write(CloudProblems.call("download " + key, () -> s3.getObject(
                            request ->
                                    request.bucket(bucket).key(key).range(range).ifMatch(whole.eTag()),
                            ResponseTransformer.toBytes())
                    .asByteArrayUnsafe()));
        }
    }
}
