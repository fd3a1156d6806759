package dev.vitrine.localcloud.elb;

import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.util.List;
import java.util.Optional;

/** All that is stored: load balancers, target groups, listeners and which targets are registered. */
final class Inventory {
    /** A registered target. */
    record Registration(String targetGroupArn, String host, int port) {
        String key() {
            return targetGroupArn + "|" + host + ":" + port;
        }
    }

    final JsonTable<LoadBalancer> loadBalancers;
    final JsonTable<TargetGroup> targetGroups;
    final JsonTable<Listener> listeners;
    final JsonTable<Registration> registrations;

    Inventory(StateFile state) {
        loadBalancers = state.table("loadBalancers", LoadBalancer.class);
        targetGroups = state.table("targetGroups", TargetGroup.class);
        listeners = state.table("listeners", Listener.class);
        registrations = state.table("targets", Registration.class);
    }

    LoadBalancer loadBalancer(String arn) {
        return loadBalancers.get(arn).orElseThrow(ElbErrors::loadBalancerNotFound);
    }

    TargetGroup targetGroup(String arn) {
        return targetGroups.get(arn).orElseThrow(ElbErrors::targetGroupNotFound);
    }

    Listener listener(String arn) {
        return listeners.get(arn).orElseThrow(ElbErrors::listenerNotFound);
    }

    Optional<LoadBalancer> loadBalancerNamed(String name) {
        return loadBalancers.values().stream()
                .filter(it -> it.name().equals(name))
                .findFirst();
    }

    Optional<TargetGroup> targetGroupNamed(String name) {
        return targetGroups.values().stream()
                .filter(it -> it.name().equals(name))
                .findFirst();
    }

    /** The load balancers that forward to the target group. */
    List<String> usersOf(String targetGroupArn) {
        return listeners.values().stream()
                .filter(it -> it.forwardsTo(targetGroupArn))
                .map(Listener::loadBalancerArn)
                .distinct()
                .toList();
    }

    List<Listener> listenersOf(String loadBalancerArn) {
        return listeners.values().stream()
                .filter(it -> it.loadBalancerArn().equals(loadBalancerArn))
                .toList();
    }
}
