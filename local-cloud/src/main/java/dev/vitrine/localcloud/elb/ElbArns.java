package dev.vitrine.localcloud.elb;

import dev.vitrine.localcloud.process.ChildEnvironment;
import java.util.UUID;

/** The names of load balancing's resources. */
final class ElbArns {
    private static final String PREFIX =
            "arn:aws:elasticloadbalancing:" + ChildEnvironment.REGION + ":" + ChildEnvironment.ACCOUNT + ":";

    private ElbArns() {}

    static String loadBalancer(String name) {
        return PREFIX + "loadbalancer/app/" + name + "/" + id();
    }

    static String targetGroup(String name) {
        return PREFIX + "targetgroup/" + name + "/" + id();
    }

    static String listener(String loadBalancerArn) {
        return loadBalancerArn.replace(":loadbalancer/", ":listener/") + "/" + id();
    }

    private static String id() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }
}
