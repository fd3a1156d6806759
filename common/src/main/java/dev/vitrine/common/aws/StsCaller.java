package dev.vitrine.common.aws;

import dev.vitrine.common.operation.Caller;
import dev.vitrine.common.operation.CallerIdentity;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** {@link CallerIdentity} by STS. */
public record StsCaller(StsClient sts) implements CallerIdentity {
    @Override
    public Caller caller() {
        return CloudProblems.call("ask who is signed in", () -> {
            GetCallerIdentityResponse identity = sts.getCallerIdentity();
            return new Caller(identity.account(), identity.arn());
        });
    }
}
