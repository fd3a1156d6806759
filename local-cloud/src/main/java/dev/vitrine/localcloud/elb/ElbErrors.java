package dev.vitrine.localcloud.elb;

import dev.vitrine.localcloud.http.AwsException;

/** Elastic Load Balancing's errors in its own words. */
final class ElbErrors {
    private ElbErrors() {}

    static AwsException invalid(String message) {
        return AwsException.badRequest("ValidationError", message);
    }

    static AwsException required(String member) {
        return invalid("1 validation error detected: Value null at '" + member
                + "' failed to satisfy constraint: Member must not be null");
    }

    static AwsException loadBalancerNotFound() {
        return AwsException.badRequest("LoadBalancerNotFound", "One or more load balancers not found");
    }

    static AwsException targetGroupNotFound() {
        return AwsException.badRequest("TargetGroupNotFound", "One or more target groups not found");
    }

    static AwsException listenerNotFound() {
        return AwsException.badRequest("ListenerNotFound", "One or more listeners not found");
    }

    static AwsException unsupported(String what) {
        return AwsException.badRequest(
                "InvalidConfigurationRequest", what + " is not supported by the local cloud's load balancers.");
    }
}
