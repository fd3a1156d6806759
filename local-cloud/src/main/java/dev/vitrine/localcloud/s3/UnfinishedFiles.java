package dev.vitrine.localcloud.s3;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The store writes an object into a file beside it, whose name ends in a UUID, and renames that file when it is complete.
 * Here such files are kept out of listings, and those that a killed process left behind are removed.
 */
final class UnfinishedFiles extends ForwardingBlobStore {
    private static final Logger log = LoggerFactory.getLogger(UnfinishedFiles.class);

    private final UuidNames names;

    UnfinishedFiles(BlobStore store, UuidNames names) {
        super(store);
        this.names = names;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        names.choose(request.bucket(), request.key());
        return super.putBlob(request, content);
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        names.choose(request.destinationBucket(), request.destinationKey());
        return super.copyBlob(request);
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        names.choose(upload.containerName(), upload.blobName());
        return super.completeMultipartUpload(upload, request);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        ListObjectsV2Response page = super.list(request);
        return page.contents().stream().anyMatch(object -> isUnfinished(request, object))
                ? page.toBuilder()
                        .contents(page.contents().stream()
                                .filter(object -> !isUnfinished(request, object))
                                .toList())
                        .build()
                : page;
    }

    private boolean isUnfinished(ListObjectsV2Request request, S3Object object) {
        return names.isUnfinished(request.bucket(), object.key());
    }

    /** Fails where the file system keeps no extended attributes, in which ETags and metadata are. */
    static void checkAttributes(Path folder) throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(folder, UserDefinedFileAttributeView.class);
        try {
            if (view != null) {
                view.write("user.vitrine", ByteBuffer.wrap(new byte[] {1}));
                return;
            }
        } catch (IOException e) {
            log.debug("No extended attributes at {}.", folder, e);
        }
        throw new IOException("The file system of " + folder + " keeps no extended file attributes, which S3's metadata"
                + " needs. Set STATE_DIR to a folder on another disk.");
    }

    /** Removes unfinished files that were last written before a moment. */
    static void removeOlderThan(Path root, UuidNames names, Instant moment) throws IOException {
        FileTime limit = FileTime.from(moment);
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path inRoot = root.relativize(file);
                boolean old = attributes.lastModifiedTime().compareTo(limit) < 0;
                if (old && inRoot.getNameCount() > 1 && names.isUnfinished(bucket(inRoot), key(inRoot))) {
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

    private static String bucket(Path inRoot) {
        return inRoot.getName(0).toString();
    }

    private static String key(Path inRoot) {
        return inRoot.subpath(1, inRoot.getNameCount()).toString().replace(File.separatorChar, '/');
    }
}
