package dev.vitrine.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.UUID;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

class UnfinishedFilesTest {
    @TempDir
    Path folder;

    @Test
    void removes_what_a_killed_upload_left_and_nothing_else() throws Exception {
        Instant start = Instant.now();
        Path unfinished = file("b/d/key-" + UUID.randomUUID(), start.minusSeconds(60));
        Path current = file("b/d/key-" + UUID.randomUUID(), start.plusSeconds(60));
        Path plain = file("b/d/key", start.minusSeconds(60));
        Path object = file("b/d/report-" + UUID.randomUUID(), start.minusSeconds(60));
        Files.getFileAttributeView(object, UserDefinedFileAttributeView.class)
                .write("user.content-md5", ByteBuffer.wrap(new byte[16]));

        UnfinishedFiles.removeOlderThan(folder, start);

        assertThat(unfinished).doesNotExist();
        assertThat(current).exists();
        assertThat(plain).exists();
        assertThat(object).exists();
    }

    @Test
    void keeps_uploads_under_way_out_of_listings() throws Exception {
        file("b/d/key-" + UUID.randomUUID(), Instant.now());
        file("b/d/key", Instant.now());

        var store = new UnfinishedFiles(new FilesystemNio2BlobStore(folder.toString()));

        assertThat(store.list(ListObjectsV2Request.builder().bucket("b").build()).contents().stream()
                        .map(S3Object::key))
                .containsExactly("d/key");
    }

    private Path file(String name, Instant modified) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
