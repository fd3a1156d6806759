package dev.vitrine.packaging.publish;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Sees to the bucket. AWS closes every new bucket to the public by itself, and nothing here opens it. */
record BucketStep(S3Client s3, Target target) implements Step {
    @Override
    public Done run() {
        boolean found = exists();
        if (!found) {
            create();
        }
        return new Done("bucket " + target.bucket(), found ? Change.UNCHANGED : Change.NEW);
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
}
