package dev.vitrine.packaging.publish;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Sees to the bucket, closed to the public. */
record BucketStep(S3Client s3, Target target) implements Step {
    private static final PublicAccessBlockConfiguration CLOSED = PublicAccessBlockConfiguration.builder()
            .blockPublicAcls(true)
            .ignorePublicAcls(true)
            .blockPublicPolicy(true)
            .restrictPublicBuckets(true)
            .build();

    @Override
    public Done run() {
        boolean created = !exists();
        if (created) {
            create();
        }
        boolean closed = close();
        Change change = created ? Change.NEW : closed ? Change.CHANGED : Change.UNCHANGED;
        return new Done("bucket " + target.bucket(), change);
    }

    private boolean exists() {
        try {
            s3.headBucket(request -> request.bucket(target.bucket()));
            return true;
        } catch (NoSuchBucketException e) {
            return false;
        }
    }

    private void create() {
        s3.createBucket(request -> {
            request.bucket(target.bucket());
            // The oldest region is the only one that may not be named.
            if (!target.region().equals("us-east-1")) {
                request.createBucketConfiguration(configuration ->
                        configuration.locationConstraint(BucketLocationConstraint.fromValue(target.region())));
            }
        });
    }

    /** Returns whether it was open before. */
    private boolean close() {
        if (isClosed()) {
            return false;
        }
        s3.putPublicAccessBlock(request -> request.bucket(target.bucket()).publicAccessBlockConfiguration(CLOSED));
        return true;
    }

    private boolean isClosed() {
        try {
            return s3.getPublicAccessBlock(request -> request.bucket(target.bucket()))
                    .publicAccessBlockConfiguration()
                    .equals(CLOSED);
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return false;
            }
            throw e;
        }
    }
}
