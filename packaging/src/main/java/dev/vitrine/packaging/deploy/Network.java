package dev.vitrine.packaging.deploy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * Where the frontend and the workers are: a network with public subnets in at least two zones.
 *
 * @param vpc such as {@code vpc-0a1b2c3d}
 * @param subnets such as {@code subnet-0a1b2c3d}
 */
record Network(String vpc, List<String> subnets) {
    private static final int ZONES = 2;

    /**
     * The given network, else the account's default one.
     *
     * @throws DeployException when there is none, or it has too few public subnets
     */
    static Network find(Ec2Client ec2, Optional<String> given) {
        String vpc = given.orElseGet(
                () -> ec2.describeVpcs(request -> request.filters(filter("is-default", "true"))).vpcs().stream()
                        .map(Vpc::vpcId)
                        .findFirst()
                        .orElseThrow(() -> new DeployException("This account has no default network in this region."
                                + " Make one (aws ec2 create-default-vpc), or name yours:"
                                + " VPC_ID=vpc-... SUBNET_IDS=subnet-...,subnet-... make deploy.")));
        List<Subnet> open = ec2.describeSubnets(request -> request.filters(filter("vpc-id", vpc))).subnets().stream()
                .filter(subnet -> Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()))
                .toList();
        // One for each zone, and no more zones than needed: every address of a load balancer is paid for.
        SortedMap<String, Subnet> byZone = new TreeMap<>();
        open.stream()
                .sorted(Comparator.comparing(Subnet::subnetId))
                .forEach(subnet -> byZone.putIfAbsent(subnet.availabilityZone(), subnet));
        if (byZone.size() < ZONES) {
            throw new DeployException("Network " + vpc + " has public subnets in " + byZone.size()
                    + " zones; a load balancer needs two. Name yours: SUBNET_IDS=subnet-...,subnet-... make deploy.");
        }
        return new Network(
                vpc, byZone.values().stream().limit(ZONES).map(Subnet::subnetId).toList());
    }

    /** As parameters of the shared stack. */
    Map<String, String> parameters() {
        return Map.of("VpcId", vpc, "SubnetIds", String.join(",", subnets));
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
