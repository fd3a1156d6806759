package dev.vitrine.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

class UnfinishedFilesTest {
    @TempDir
    Path folder;

    @TempDir
    Path namesFolder;

    @Test
    void removes_what_a_killed_upload_left_and_nothing_else() throws Exception {
        Instant start = Instant.now();
        UuidNames names = new UuidNames(namesFolder);
        String chosen = "d/report-" + UUID.randomUUID();
        names.choose("b", chosen);
        Path object = file("b/" + chosen, start.minusSeconds(60));
        Path half = file("b/" + chosen + "-" + UUID.randomUUID(), start.minusSeconds(60));
        Path unfinished = file("b/d/key-" + UUID.randomUUID(), start.minusSeconds(60));
        Path underWay = file("b/d/key-" + UUID.randomUUID(), start.plusSeconds(60));
        Path plain = file("b/d/key", start.minusSeconds(60));

        UnfinishedFiles.removeOlderThan(folder, names, start);

        assertThat(half).doesNotExist();
        assertThat(unfinished).doesNotExist();
        assertThat(object).exists();
        assertThat(underWay).exists();
        assertThat(plain).exists();
    }

    @Test
    void lists_the_keys_that_clients_chose_and_no_upload_under_way() throws Exception {
        file("b/d/key-" + UUID.randomUUID(), Instant.now());
        file("b/d/key", Instant.now());
        String chosen = "d/report-" + UUID.randomUUID();
        var store = new UnfinishedFiles(new FilesystemNio2BlobStore(folder.toString()), new UuidNames(namesFolder));
        store.putBlob(
                PutObjectRequest.builder().bucket("b").key(chosen).build(), new ByteArrayInputStream(new byte[3]));

        assertThat(store.list(ListObjectsV2Request.builder().bucket("b").build()).contents().stream()
                        .map(S3Object::key))
                .containsExactly("d/key", chosen);
    }

    private Path file(String name, Instant modified) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
