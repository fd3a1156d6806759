package dev.vitrine.packaging.publish;

import software.amazon.awssdk.services.ecs.EcsClient;

/** Sees to the cluster in which workers run. */
record ClusterStep(EcsClient ecs, String cluster) implements Step {
    @Override
    public Done run() {
        boolean active = ecs.describeClusters(request -> request.clusters(cluster)).clusters().stream()
                .anyMatch(found -> "ACTIVE".equals(found.status()));
        if (!active) {
            ecs.createCluster(request -> request.clusterName(cluster));
        }
        return new Done("cluster " + cluster, active ? Change.UNCHANGED : Change.NEW);
    }
}
