package dev.vitrine.localcloud.s3;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.regex.Pattern;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * The store writes an object into a file beside it, whose name ends in a UUID, and gives that file an ETag when it is
 * complete. Here such files are kept out of listings, and those that a killed process left behind are removed.
 */
final class UnfinishedFiles extends ForwardingBlobStore {
    private static final Logger log = LoggerFactory.getLogger(UnfinishedFiles.class);
    private static final Pattern NAME =
            Pattern.compile(".*-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.DOTALL);
    private static final String ETAG_ATTRIBUTE = "user.content-md5";

    UnfinishedFiles(BlobStore store) {
        super(store);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        ListObjectsV2Response page = super.list(request);
        boolean clean = page.contents().stream().noneMatch(object -> isUnfinished(object.key(), object.eTag() == null));
        return clean
                ? page
                : page.toBuilder()
                        .contents(page.contents().stream()
                                .filter(object -> !isUnfinished(object.key(), object.eTag() == null))
                                .toList())
                        .build();
    }

    private static boolean isUnfinished(String name, boolean withoutETag) {
        return withoutETag && NAME.matcher(name).matches();
    }

    /** Fails where the file system keeps no extended attributes, in which ETags and metadata are. */
    static void checkAttributes(Path folder) throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(folder, UserDefinedFileAttributeView.class);
        try {
            if (view != null) {
                view.write("user.vitrine", java.nio.ByteBuffer.wrap(new byte[] {1}));
                return;
            }
        } catch (IOException e) {
            log.debug("No extended attributes at {}.", folder, e);
        }
        throw new IOException("The file system of " + folder + " keeps no extended file attributes, which S3's metadata"
                + " needs. Set STATE_DIR to a folder on another disk.");
    }

    /** Removes unfinished files that were last written before a moment. */
    static void removeOlderThan(Path folder, Instant moment) throws IOException {
        FileTime limit = FileTime.from(moment);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                boolean old = attributes.lastModifiedTime().compareTo(limit) < 0;
                if (old && NAME.matcher(file.getFileName().toString()).matches() && !hasETag(file)) {
                    Files.deleteIfExists(file);
                    log.info("Removed {}, which a killed upload left behind.", file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean hasETag(Path file) throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        return view.list().contains(ETAG_ATTRIBUTE);
    }
}
