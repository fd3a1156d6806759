package dev.vitrine.localcloud;

import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.lambda.LambdaService;
import dev.vitrine.localcloud.s3.FunctionCaller;

/** The functions of Lambda, for the buckets of S3. */
record BucketFunctions(LambdaService lambda) implements FunctionCaller {
    @Override
    public boolean mayInvoke(String functionArn, String bucketArn) {
        try {
            return lambda.mayInvoke(functionArn, "s3.amazonaws.com", bucketArn);
        } catch (AwsException e) {
            return false;
        }
    }

    @Override
    public void send(String functionArn, String event) {
        lambda.send(functionArn, event);
    }
}
