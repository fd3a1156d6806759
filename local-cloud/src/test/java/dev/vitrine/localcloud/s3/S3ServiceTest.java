package dev.vitrine.localcloud.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.LocalCloudExtension;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ServiceTest {
    private static final int MB = 1024 * 1024;

    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    @TempDir
    Path folder;

    private final S3Client s3 = cloud.client(S3Client.builder());
    private final String bucket = "b-" + UUID.randomUUID();

    @BeforeEach
    void createBucket() {
        s3.createBucket(r -> r.bucket(bucket));
    }

    @Test
    void gives_back_an_object_with_its_metadata_also_after_a_restart() throws Exception {
        s3.putObject(
                r -> r.bucket(bucket)
                        .key("dir/héllo world+1.csv")
                        .contentType("text/csv")
                        .cacheControl("no-cache")
                        .metadata(Map.of("job", "42")),
                RequestBody.fromString("a,b\n"));
        cloud.restart();

        var object = s3.getObjectAsBytes(r -> r.bucket(bucket).key("dir/héllo world+1.csv"));
        assertThat(object.asUtf8String()).isEqualTo("a,b\n");
        assertThat(object.response().contentType()).isEqualTo("text/csv");
        assertThat(object.response().cacheControl()).isEqualTo("no-cache");
        assertThat(object.response().metadata()).isEqualTo(Map.of("job", "42"));
        assertThat(object.response().eTag()).isEqualTo("\"" + md5("a,b\n".getBytes(UTF_8)) + "\"");
    }

    @Test
    void checks_the_checksum_that_a_client_sends() {
        s3.putObject(
                r -> r.bucket(bucket).key("k").checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromString("x"));
        assertThat(s3.getObjectAsBytes(r -> r.bucket(bucket).key("k").checksumMode(ChecksumMode.ENABLED))
                        .asUtf8String())
                .isEqualTo("x");

        assertThatThrownBy(() -> s3.putObject(
                        r -> r.bucket(bucket).key("wrong").contentMD5("AAAAAAAAAAAAAAAAAAAAAA=="),
                        RequestBody.fromString("x")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BadDigest"));
    }

    @Test
    void takes_a_stream_of_unknown_length_in_parts() throws Exception {
        byte[] content = random(11 * MB);
        var upload = s3.createMultipartUpload(r ->
                r.bucket(bucket).key("big").contentType("application/x-big").metadata(Map.of("a", "b")));
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            int part = number;
            int from = (part - 1) * 5 * MB;
            byte[] bytes = java.util.Arrays.copyOfRange(content, from, Math.min(from + 5 * MB, content.length));
            var uploaded = s3.uploadPart(
                    r -> r.bucket(bucket).key("big").uploadId(upload.uploadId()).partNumber(part),
                    RequestBody.fromBytes(bytes));
            parts.add(CompletedPart.builder()
                    .partNumber(part)
                    .eTag(uploaded.eTag())
                    .checksumCRC32(uploaded.checksumCRC32())
                    .build());
        }
        assertThat(keys("")).isEmpty();
        s3.completeMultipartUpload(
                r -> r.bucket(bucket).key("big").uploadId(upload.uploadId()).multipartUpload(m -> m.parts(parts)));

        var object = s3.getObjectAsBytes(r -> r.bucket(bucket).key("big"));
        assertThat(object.asByteArrayUnsafe()).isEqualTo(content);
        assertThat(object.response().eTag()).endsWith("-3\"");
        assertThat(object.response().contentType()).isEqualTo("application/x-big");
        assertThat(object.response().metadata()).isEqualTo(Map.of("a", "b"));
        assertThat(keys("")).containsExactly("big");
    }

    @Test
    void forgets_an_aborted_upload() {
        var upload = s3.createMultipartUpload(r -> r.bucket(bucket).key("never"));
        s3.uploadPart(
                r -> r.bucket(bucket).key("never").uploadId(upload.uploadId()).partNumber(1),
                RequestBody.fromString("x"));
        s3.abortMultipartUpload(r -> r.bucket(bucket).key("never").uploadId(upload.uploadId()));

        assertThat(s3.listMultipartUploads(r -> r.bucket(bucket)).uploads()).isEmpty();
        assertThat(keys("")).isEmpty();
    }

    @Test
    void reads_ranges() {
        put("k", "0123456789");

        assertThat(range("bytes=2-4")).isEqualTo("234");
        assertThat(range("bytes=7-")).isEqualTo("789");
        assertThat(range("bytes=-2")).isEqualTo("89");
        assertThat(range("bytes=8-100")).isEqualTo("89");
        assertThatThrownBy(() -> range("bytes=10-12"))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(416));
    }

    @Test
    void lets_exactly_one_of_many_writers_create_an_object() throws Exception {
        List<Callable<Boolean>> writers = IntStream.range(0, 24)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    try {
                        s3.putObject(
                                r -> r.bucket(bucket).key("lock").ifNoneMatch("*"),
                                RequestBody.fromString("writer " + i));
                        return true;
                    } catch (S3Exception e) {
                        assertThat(e.statusCode()).isIn(409, 412);
                        return false;
                    }
                })
                .toList();

        assertThat(all(writers)).containsOnlyOnce(true);
    }

    @Test
    void replaces_an_object_only_if_it_is_the_one_that_was_read() {
        String first = put("k", "1");
        s3.putObject(r -> r.bucket(bucket).key("k").ifMatch(first), RequestBody.fromString("2"));

        assertThatThrownBy(
                        () -> s3.putObject(r -> r.bucket(bucket).key("k").ifMatch(first), RequestBody.fromString("3")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        assertThat(get("k")).isEqualTo("2");
    }

    @Test
    void tells_the_sender_of_a_large_object_why_it_is_refused() {
        put("k", "1");

        assertThatThrownBy(() -> s3.putObject(
                        r -> r.bucket(bucket).key("k").ifMatch("\"another\""),
                        RequestBody.fromBytes(random(8 * 1024 * 1024))))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    }

    @Test
    void lets_one_of_many_writers_replace_what_all_have_read() throws Exception {
        String read = put("k", "1");
        List<Callable<Boolean>> writers = IntStream.range(0, 24)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    try {
                        s3.putObject(
                                r -> r.bucket(bucket).key("k").ifMatch(read), RequestBody.fromString("writer " + i));
                        return true;
                    } catch (S3Exception e) {
                        assertThat(e.statusCode()).isEqualTo(412);
                        return false;
                    }
                })
                .toList();

        assertThat(all(writers)).containsOnlyOnce(true);
    }

    @Test
    void answers_not_modified_to_a_reader_who_has_the_object() {
        String etag = put("k", "1");

        assertThatThrownBy(() -> s3.getObject(r -> r.bucket(bucket).key("k").ifNoneMatch(etag)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
    }

    @Test
    void lists_folders_and_pages() throws Exception {
        List<Callable<String>> puts = IntStream.range(0, 105)
                .<Callable<String>>mapToObj(i -> () -> put("many/%03d".formatted(i), "x"))
                .toList();
        all(puts);
        put("one", "x");
        put("other/two", "x");

        var top = s3.listObjectsV2(r -> r.bucket(bucket).delimiter("/"));
        assertThat(top.contents().stream().map(S3Object::key)).containsExactly("one");
        assertThat(top.commonPrefixes().stream().map(CommonPrefix::prefix)).containsExactly("many/", "other/");
        var pages =
                s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix("many/").maxKeys(10));
        assertThat(pages.contents().stream().map(S3Object::key))
                .isEqualTo(
                        IntStream.range(0, 105).mapToObj("many/%03d"::formatted).toList());
        assertThat(s3.listObjectsV2(r -> r.bucket(bucket).prefix("many/").startAfter("many/101")).contents().stream()
                        .map(S3Object::key))
                .containsExactly("many/102", "many/103", "many/104");
    }

    @Test
    void copies_and_deletes() {
        s3.putObject(r -> r.bucket(bucket).key("a/b").metadata(Map.of("m", "1")), RequestBody.fromString("x"));
        s3.copyObject(r -> r.sourceBucket(bucket)
                .sourceKey("a/b")
                .destinationBucket(bucket)
                .destinationKey("c"));
        assertThat(s3.headObject(r -> r.bucket(bucket).key("c")).metadata()).isEqualTo(Map.of("m", "1"));

        s3.deleteObject(r -> r.bucket(bucket).key("c"));
        s3.deleteObject(r -> r.bucket(bucket).key("c"));
        put("d", "x");
        var deleted = s3.deleteObjects(r -> r.bucket(bucket)
                .delete(d -> d.objects(
                        ObjectIdentifier.builder().key("a/b").build(),
                        ObjectIdentifier.builder().key("d").build(),
                        ObjectIdentifier.builder().key("none").build())));

        assertThat(deleted.errors()).isEmpty();
        assertThat(keys("")).isEmpty();
        s3.deleteBucket(r -> r.bucket(bucket));
        assertThatThrownBy(() -> s3.headBucket(r -> r.bucket(bucket))).isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void words_its_errors_as_AWS_does() {
        put("k", "x");

        assertThatThrownBy(() -> get("none")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.listObjectsV2(r -> r.bucket("no-such-bucket")))
                .isInstanceOf(NoSuchBucketException.class);
        assertThatThrownBy(() -> s3.createBucket(r -> r.bucket(bucket)))
                .isInstanceOf(BucketAlreadyOwnedByYouException.class);
        assertThatThrownBy(() -> s3.deleteBucket(r -> r.bucket(bucket)))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BucketNotEmpty"));
    }

    @Test
    void keeps_keys_as_they_are() {
        for (String key : List.of("a b", "a+b", "a%20b", "ü/ñ", "x;y=1", "q?r", "quote'\"", "dot./.x", "#h&a")) {
            put(key, key);
            assertThat(get(key)).isEqualTo(key);
        }
        assertThat(keys("")).hasSize(9).contains("a b", "a+b", "a%20b", "ü/ñ", "q?r");
    }

    @Test
    void keeps_keys_that_end_in_a_UUID_over_a_restart() throws Exception {
        String put = "put-" + UUID.randomUUID();
        String copied = "copied-" + UUID.randomUUID();
        put(put, "x");
        s3.copyObject(r ->
                r.sourceBucket(bucket).sourceKey(put).destinationBucket(bucket).destinationKey(copied));
        cloud.restart();

        assertThat(keys("")).containsExactly(copied, put);
        assertThat(get(copied)).isEqualTo("x");
    }

    @Test
    void never_shows_a_reader_half_an_object() throws Exception {
        byte[] ones = new byte[300_000];
        java.util.Arrays.fill(ones, (byte) 1);
        byte[] twos = new byte[200_000];
        java.util.Arrays.fill(twos, (byte) 2);
        s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromBytes(ones));

        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            byte[] next = i % 2 == 0 ? twos : ones;
            work.add(() -> {
                s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromBytes(next));
                return true;
            });
            work.add(() -> {
                byte[] read =
                        s3.getObjectAsBytes(r -> r.bucket(bucket).key("k")).asByteArrayUnsafe();
                return java.util.Arrays.equals(read, ones) || java.util.Arrays.equals(read, twos);
            });
        }

        assertThat(all(work)).containsOnly(true);
        assertThat(keys("")).containsExactly("k");
    }

    @Test
    void streams_a_file_of_100_MB_through_a_small_heap_share() throws Exception {
        Path file = Files.write(folder.resolve("big"), random(100 * MB));

        s3.putObject(r -> r.bucket(bucket).key("big"), RequestBody.fromFile(file));

        MessageDigest digest = MessageDigest.getInstance("MD5");
        try (InputStream in = s3.getObject(r -> r.bucket(bucket).key("big"))) {
            byte[] buffer = new byte[MB];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(md5(Files.readAllBytes(file)));
    }

    private String put(String key, String content) {
        return s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(content))
                .eTag();
    }

    private String get(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    }

    private String range(String range) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key("k").range(range)).asUtf8String();
    }

    private List<String> keys(String prefix) {
        return s3.listObjectsV2(r -> r.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static <T> List<T> all(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }
}
