package dev.vitrine.localcloud.ec2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.List;

/** The default VPC of the account, with a public subnet in each of three availability zones. */
final class Network {
    static final String VPC = "vpc-0a1b2c3d4e5f60718";
    static final String DEFAULT_GROUP = "sg-0a1b2c3d4e5f60718";
    private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b", "us-east-1c");

    private Network() {}

    static List<ObjectNode> vpcs() {
        ObjectNode vpc = Json.object()
                .put("vpcId", VPC)
                .put("ownerId", "000000000000")
                .put("state", "available")
                .put("cidrBlock", "172.31.0.0/16")
                .put("dhcpOptionsId", "dopt-0a1b2c3d4e5f60718")
                .put("instanceTenancy", "default")
                .put("isDefault", true);
        vpc.putArray("tagSet");
        return List.of(vpc);
    }

    static List<ObjectNode> subnets() {
        return ZONES.stream().map(Network::subnet).toList();
    }

    private static ObjectNode subnet(String zone) {
        int number = ZONES.indexOf(zone);
        String id = "subnet-0a1b2c3d4e5f6071" + (number + 1);
        ObjectNode subnet = Json.object()
                .put("subnetId", id)
                .put("subnetArn", "arn:aws:ec2:us-east-1:000000000000:subnet/" + id)
                .put("state", "available")
                .put("vpcId", VPC)
                .put("ownerId", "000000000000")
                .put("cidrBlock", "172.31." + number * 16 + ".0/20")
                .put("availableIpAddressCount", 4091)
                .put("availabilityZone", zone)
                .put("availabilityZoneId", "use1-az" + (number + 1))
                .put("defaultForAz", true)
                .put("mapPublicIpOnLaunch", true);
        subnet.putArray("tagSet");
        return subnet;
    }

    static List<ObjectNode> zones() {
        return ZONES.stream()
                .map(zone -> Json.object()
                        .put("zoneName", zone)
                        .put("zoneState", "available")
                        .put("regionName", "us-east-1")
                        .put("zoneId", "use1-az" + (ZONES.indexOf(zone) + 1))
                        .put("zoneType", "availability-zone"))
                .toList();
    }

    static ArrayNode array(List<ObjectNode> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(array::add);
        return array;
    }
}
