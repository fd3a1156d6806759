package dev.vitrine.localcloud.ec2;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A security group. It lets nothing through or not: everything here is on one computer. */
record SecurityGroup(
        String id,
        String name,
        String description,
        String vpc,
        List<Rule> ingress,
        List<Rule> egress,
        Map<String, String> tags) {
    SecurityGroup {
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
        tags = Map.copyOf(tags);
    }

    /**
     * What may pass.
     *
     * @param protocol {@code tcp}, {@code udp}, {@code icmp}, or {@code -1} for all
     * @param fromPort null for all ports
     * @param peer a CIDR block, or the id of a security group
     */
    record Rule(
            String protocol,
            @Nullable Integer fromPort,
            @Nullable Integer toPort,
            String peer,
            @Nullable String description) {
        boolean isGroup() {
            return peer.startsWith("sg-");
        }

        boolean isIpv6() {
            return peer.contains(":");
        }

        boolean isSame(Rule other) {
            return protocol.equals(other.protocol)
                    && java.util.Objects.equals(fromPort, other.fromPort)
                    && java.util.Objects.equals(toPort, other.toPort)
                    && peer.equals(other.peer);
        }
    }

    SecurityGroup with(List<Rule> in, List<Rule> out) {
        return new SecurityGroup(id, name, description, vpc, in, out, tags);
    }

    SecurityGroup withTags(Map<String, String> all) {
        return new SecurityGroup(id, name, description, vpc, ingress, egress, all);
    }
}
