package dev.vitrine.localcloud.s3;

import java.io.InputStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A store whose changes are told to functions, and whose buckets take their settings with them when they go. */
final class ObservedStore extends ForwardingBlobStore {
    private final Notifications notifications;
    private final BucketSettings settings;

    ObservedStore(BlobStore store, Notifications notifications, BucketSettings settings) {
        super(store);
        this.notifications = notifications;
        this.settings = settings;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        return notifications.around(
                delegate(),
                "s3:ObjectCreated:Put",
                request.bucket(),
                request.key(),
                () -> super.putBlob(request, content));
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        return notifications.around(
                delegate(),
                "s3:ObjectCreated:Copy",
                request.destinationBucket(),
                request.destinationKey(),
                () -> super.copyBlob(request));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        return notifications.around(
                delegate(),
                "s3:ObjectCreated:CompleteMultipartUpload",
                upload.containerName(),
                upload.blobName(),
                () -> super.completeMultipartUpload(upload, request));
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        return notifications.around(
                delegate(),
                "s3:ObjectRemoved:Delete",
                request.bucket(),
                request.key(),
                () -> super.removeBlob(request));
    }

    @Override
    public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
        if (settings.notifications(request.bucket()).isEmpty()) {
            return super.removeBlobs(request);
        }
        for (ObjectIdentifier object : request.delete().objects()) {
            removeBlob(DeleteObjectRequest.builder()
                    .bucket(request.bucket())
                    .key(object.key())
                    .build());
        }
        return super.removeBlobs(request);
    }

    @Override
    public void deleteBucket(String bucket) {
        super.deleteBucket(bucket);
        settings.removeAll(bucket);
    }
}
