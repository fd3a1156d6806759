package dev.vitrine.localcloud.registry;

import static dev.vitrine.localcloud.registry.Distribution.bytes;
import static dev.vitrine.localcloud.registry.Distribution.error;
import static dev.vitrine.localcloud.registry.Distribution.json;
import static dev.vitrine.localcloud.registry.Distribution.location;
import static dev.vitrine.localcloud.registry.Distribution.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.LocalCloudExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

class RegistryServiceTest {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private final Distribution registry = new Distribution(cloud::endpoint);

    @BeforeAll
    static void repositories() {
        EcrClient ecr = cloud.client(EcrClient.builder());
        ecr.createRepository(r -> r.repositoryName("vitrine/batch"));
        ecr.createRepository(r -> r.repositoryName("vitrine/other"));
        ecr.createRepository(r -> r.repositoryName("vitrine/paged"));
        ecr.createRepository(r -> r.repositoryName("vitrine/fixed").imageTagMutability(ImageTagMutability.IMMUTABLE));
    }

    @Test
    void aClientWithoutCredentialsIsToldHowToSignIn() throws Exception {
        HttpURLConnection anonymous =
                (HttpURLConnection) cloud.endpoint().resolve("/v2/").toURL().openConnection();

        assertThat(anonymous.getResponseCode()).isEqualTo(401);
        assertThat(anonymous.getHeaderField("WWW-Authenticate"))
                .isEqualTo("Basic realm=\"" + cloud.endpoint() + "/\",service=\"ecr.amazonaws.com\"");
        assertThat(registry.send("GET", "/v2/").statusCode()).isEqualTo(200);
    }

    @Test
    void aBlobIsReadWholeAndInParts() throws Exception {
        byte[] content = random(300_000);
        Digest digest = registry.push("vitrine/batch", content);
        String path = "/v2/vitrine/batch/blobs/" + digest;

        assertThat(registry.send("GET", path).body()).isEqualTo(content);
        HttpResponse<byte[]> head = registry.send("HEAD", path);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(300_000);
        assertThat(head.headers().firstValue("Docker-Content-Digest")).hasValue(digest.toString());
        HttpResponse<byte[]> part = registry.send("GET", path, new byte[0], "Range", "bytes=299990-");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 299990-299999/300000");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 299_990, 300_000));
        assertThat(registry.send("GET", path, new byte[0], "Range", "bytes=-5").body())
                .isEqualTo(Arrays.copyOfRange(content, 299_995, 300_000));
        assertThat(registry.send("GET", path, new byte[0], "Range", "bytes=300000-")
                        .statusCode())
                .isEqualTo(416);
    }

    @Test
    void aBlobComesInPiecesAndAPieceInTheWrongPlaceIsRefused() throws Exception {
        byte[] content = random(2000);
        String upload = registry.begin("vitrine/batch");

        HttpResponse<byte[]> first =
                registry.send("PATCH", upload, Arrays.copyOfRange(content, 0, 1000), "Content-Range", "0-999");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("Range")).hasValue("0-999");
        HttpResponse<byte[]> wrong =
                registry.send("PATCH", upload, Arrays.copyOfRange(content, 0, 500), "Content-Range", "1500-1999");
        assertThat(wrong.statusCode()).isEqualTo(416);
        assertThat(wrong.headers().firstValue("Range")).hasValue("0-999");

        HttpResponse<byte[]> last =
                registry.send("PUT", upload + "?digest=" + Digest.of(content), Arrays.copyOfRange(content, 1000, 2000));
        assertThat(last.statusCode()).isEqualTo(201);
        assertThat(registry.send("GET", location(last)).body()).isEqualTo(content);
        assertThat(error(registry.send("GET", upload))).isEqualTo("BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void anUploadThatWasCutOffGoesOnWhereItEndedAlsoAfterARestart() throws Exception {
        byte[] content = random(100_000);
        String upload = registry.begin("vitrine/batch");
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), cloud.endpoint().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes("PATCH " + upload + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + Distribution.basic()
                    + "\r\nContent-Length: 100000\r\n\r\n"));
            out.write(content, 0, 40_000);
            out.flush();
            await().until(() -> range(upload).equals("0-39999"));
        }
        assertThat(registry.send("PUT", upload.replace("batch", "other")).statusCode())
                .isEqualTo(404);

        cloud.restart();

        assertThat(range(upload)).isEqualTo("0-39999");
        registry.send("PATCH", upload, Arrays.copyOfRange(content, 40_000, 100_000), "Content-Range", "40000-99999");
        HttpResponse<byte[]> end = registry.send("PUT", upload + "?digest=" + Digest.of(content));
        assertThat(end.statusCode()).as(text(end)).isEqualTo(201);
        assertThat(registry.send("GET", location(end)).body()).isEqualTo(content);
    }

    @Test
    void aHalfUploadAndACorruptBlobAreRefused() throws Exception {
        byte[] content = random(5000);
        Digest digest = Digest.of(content);
        String upload = registry.begin("vitrine/other");
        registry.send("PATCH", upload, Arrays.copyOfRange(content, 0, 2500));
        assertThat(error(registry.send("PUT", upload + "?digest=" + digest))).isEqualTo("DIGEST_INVALID");

        byte[] corrupt = content.clone();
        corrupt[100]++;
        HttpResponse<byte[]> refused =
                registry.send("POST", "/v2/vitrine/other/blobs/uploads/?digest=" + digest, corrupt);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error(refused)).isEqualTo("DIGEST_INVALID");

        assertThat(registry.send("HEAD", "/v2/vitrine/other/blobs/" + digest).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCancelledUploadIsGone() throws Exception {
        String upload = registry.begin("vitrine/batch");

        assertThat(registry.send("DELETE", upload).statusCode()).isEqualTo(204);
        assertThat(registry.send("GET", upload).statusCode()).isEqualTo(404);
    }

    @Test
    void aBlobOfAnotherRepositoryIsMounted() throws Exception {
        Digest digest = registry.push("vitrine/batch", bytes("mounted"));
        assertThat(registry.send("HEAD", "/v2/vitrine/other/blobs/" + digest).statusCode())
                .isEqualTo(404);

        String mount = "/v2/vitrine/other/blobs/uploads/?mount=" + digest + "&from=";
        assertThat(registry.send("POST", mount + "vitrine/paged").statusCode()).isEqualTo(202);
        assertThat(registry.send("POST", mount + "vitrine/batch").statusCode()).isEqualTo(201);

        assertThat(registry.send("GET", "/v2/vitrine/other/blobs/" + digest).body())
                .isEqualTo(bytes("mounted"));
    }

    @Test
    void aRepositoryThatDoesNotExistIsNamedInEcrsWords() throws Exception {
        HttpResponse<byte[]> refused = registry.send("POST", "/v2/vitrine/nothing/blobs/uploads/");

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(error(refused)).isEqualTo("NAME_UNKNOWN");
        assertThat(text(refused))
                .contains("The repository with name 'vitrine/nothing' does not exist in the registry with id"
                        + " '000000000000'");
    }

    @Test
    void aManifestIsReadByTagAndDigestUntilItIsDeleted() throws Exception {
        Digest digest = registry.pushImage("vitrine/batch", "v1", "{\"v\":1}", bytes("layer"));

        HttpResponse<byte[]> byTag = registry.send("GET", "/v2/vitrine/batch/manifests/v1");
        assertThat(byTag.headers().firstValue("Content-Type")).hasValue(Distribution.IMAGE);
        assertThat(Digest.of(byTag.body())).isEqualTo(digest);
        assertThat(registry.send("HEAD", "/v2/vitrine/batch/manifests/" + digest)
                        .statusCode())
                .isEqualTo(200);
        assertThat(registry.send("DELETE", "/v2/vitrine/batch/manifests/" + digest)
                        .statusCode())
                .isEqualTo(202);
        assertThat(error(registry.send("GET", "/v2/vitrine/batch/manifests/v1")))
                .isEqualTo("MANIFEST_UNKNOWN");
    }

    @Test
    void aManifestThatIsNotRightIsRefused() throws Exception {
        registry.push("vitrine/batch", bytes("{}"));
        byte[] manifest = Distribution.manifest(bytes("{}"), bytes("never pushed"));
        String path = "/v2/vitrine/batch/manifests/";

        HttpResponse<byte[]> missing = put(path + "bad", manifest);
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(error(missing)).isEqualTo("MANIFEST_BLOB_UNKNOWN");
        assertThat(text(missing)).contains(Digest.of(bytes("never pushed")).toString());
        assertThat(error(put(path + Digest.of(bytes("other")), manifest))).isEqualTo("DIGEST_INVALID");
        assertThat(error(put(path + "bad", bytes("no json")))).isEqualTo("MANIFEST_INVALID");
        assertThat(error(registry.send("PUT", path + "bad", manifest, "Content-Type", "text/plain")))
                .isEqualTo("MANIFEST_INVALID");
        assertThat(put(path + "bad", random(4_200_000)).statusCode()).isEqualTo(413);
        assertThat(registry.send("GET", path + "bad").statusCode()).isEqualTo(404);
    }

    @Test
    void anIndexNamesImagesThatAreThere() throws Exception {
        String type = "application/vnd.oci.image.index.v1+json";
        byte[] image = Distribution.manifest(bytes("{\"i\":1}"), bytes("indexed"));
        byte[] index = bytes("{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"manifests\":["
                + Distribution.descriptor(Distribution.IMAGE, image) + "]}");
        HttpResponse<byte[]> early =
                registry.send("PUT", "/v2/vitrine/batch/manifests/all", index, "Content-Type", type);
        assertThat(error(early)).isEqualTo("MANIFEST_BLOB_UNKNOWN");

        registry.pushImage("vitrine/batch", "one", "{\"i\":1}", bytes("indexed"));

        assertThat(registry.send("PUT", "/v2/vitrine/batch/manifests/all", index, "Content-Type", type)
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<byte[]> read = registry.send("GET", "/v2/vitrine/batch/manifests/all");
        assertThat(read.body()).isEqualTo(index);
        assertThat(read.headers().firstValue("Content-Type")).hasValue(type);
    }

    @Test
    void anImmutableTagStaysWithItsImage() throws Exception {
        registry.pushImage("vitrine/fixed", "v1", "{\"v\":1}", bytes("one"));
        registry.pushImage("vitrine/fixed", "v1", "{\"v\":1}", bytes("one"));
        registry.push("vitrine/fixed", bytes("two"));

        HttpResponse<byte[]> refused =
                put("/v2/vitrine/fixed/manifests/v1", Distribution.manifest(bytes("{\"v\":1}"), bytes("two")));

        assertThat(error(refused)).isEqualTo("TAG_INVALID");
        assertThat(text(refused)).contains("cannot be overwritten because the repository is immutable");
    }

    @Test
    void listsComeInPages() throws Exception {
        for (String tag : List.of("a", "b", "c")) {
            registry.pushImage("vitrine/paged", tag, "{\"tag\":\"" + tag + "\"}", bytes("layer"));
        }

        HttpResponse<byte[]> first = registry.send("GET", "/v2/vitrine/paged/tags/list?n=2");
        assertThat(json(first).path("tags")).hasToString("[\"a\",\"b\"]");
        assertThat(first.headers().firstValue("Link"))
                .hasValue("</v2/vitrine/paged/tags/list?n=2&last=b>; rel=\"next\"");
        HttpResponse<byte[]> second = registry.send("GET", "/v2/vitrine/paged/tags/list?n=2&last=b");
        assertThat(json(second).path("tags")).hasToString("[\"c\"]");
        assertThat(second.headers().firstValue("Link")).isEmpty();
        assertThat(json(registry.send("GET", "/v2/_catalog")).path("repositories"))
                .hasToString("[\"vitrine/batch\",\"vitrine/fixed\",\"vitrine/other\",\"vitrine/paged\"]");
    }

    @Test
    void uploadsLeaveNothingBehind() throws Exception {
        registry.pushImage("vitrine/batch", "tidy", "{\"tidy\":true}", random(100));
        Path uploads = cloud.stateDir().resolve("cloud/registry/uploads");

        try (Stream<Path> files = Files.list(uploads)) {
            assertThat(files.map(it -> it.getFileName().toString())).noneMatch(it -> it.startsWith("manifest"));
        }
    }

    private HttpResponse<byte[]> put(String path, byte[] manifest) throws IOException, InterruptedException {
        return registry.send("PUT", path, manifest, "Content-Type", Distribution.IMAGE);
    }

    private String range(String upload) throws IOException, InterruptedException {
        return registry.send("GET", upload).headers().firstValue("Range").orElseThrow();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
