package dev.vitrine.localcloud.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.http.QueryDialect;
import dev.vitrine.localcloud.http.QueryForm;
import dev.vitrine.localcloud.http.QueryService;
import dev.vitrine.localcloud.state.StateFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** EC2: what it answers to, action by action. */
public final class Ec2Service implements QueryService {
    private static final Map<String, String> FILTERS = Map.ofEntries(
            Map.entry("is-default", "isDefault"),
            Map.entry("isDefault", "isDefault"),
            Map.entry("vpc-id", "vpcId"),
            Map.entry("subnet-id", "subnetId"),
            Map.entry("state", "state"),
            Map.entry("default-for-az", "defaultForAz"),
            Map.entry("availability-zone", "availabilityZone"),
            Map.entry("map-public-ip-on-launch", "mapPublicIpOnLaunch"),
            Map.entry("zone-name", "zoneName"),
            Map.entry("group-name", "groupName"),
            Map.entry("group-id", "groupId"),
            Map.entry("description", "groupDescription"));

    private final StateFile state;
    private final SecurityGroups groups;

    /** @param folder for the state of EC2, this service's alone */
    public Ec2Service(Path folder) {
        state = StateFile.open(folder.resolve("ec2.mv"));
        groups = new SecurityGroups(state);
    }

    @Override
    public String name() {
        return "ec2";
    }

    @Override
    public String version() {
        return "2016-11-15";
    }

    @Override
    public String xmlNamespace() {
        return "http://ec2.amazonaws.com/doc/2016-11-15/";
    }

    @Override
    public QueryDialect dialect() {
        return QueryDialect.EC2;
    }

    @Override
    public synchronized ObjectNode call(String action, Map<String, String> parameters) {
        ObjectNode input = QueryForm.tree(parameters);
        return switch (action) {
            case "DescribeVpcs" ->
                found("vpcSet", byIds(input, "VpcId", "vpcId", "InvalidVpcID.NotFound", Network.vpcs()), input);
            case "DescribeSubnets" ->
                found(
                        "subnetSet",
                        byIds(input, "SubnetId", "subnetId", "InvalidSubnetID.NotFound", Network.subnets()),
                        input);
            case "DescribeAvailabilityZones" -> found("availabilityZoneInfo", Network.zones(), input);
            case "DescribeSecurityGroups" -> found("securityGroupInfo", described(input), input);
            case "CreateSecurityGroup" -> groups.create(input);
            case "DeleteSecurityGroup" -> groups.delete(input);
            case "AuthorizeSecurityGroupIngress" -> groups.authorize(input, true);
            case "AuthorizeSecurityGroupEgress" -> groups.authorize(input, false);
            case "RevokeSecurityGroupIngress" -> groups.revoke(input, true);
            case "RevokeSecurityGroupEgress" -> groups.revoke(input, false);
            case "CreateTags" -> {
                Map<String, String> tags = new HashMap<>();
                input.path("Tag")
                        .forEach(tag -> tags.put(
                                tag.path("Key").asText(), tag.path("Value").asText()));
                input.path("ResourceId").forEach(id -> groups.tag(id.asText(), tags));
                yield Json.object().put("return", true);
            }
            case "DeleteTags" -> {
                List<String> keys = new ArrayList<>();
                input.path("Tag").forEach(tag -> keys.add(tag.path("Key").asText()));
                input.path("ResourceId").forEach(id -> groups.untag(id.asText(), keys));
                yield Json.object().put("return", true);
            }
            default ->
                throw AwsException.badRequest(
                        "InvalidAction", "The action " + action + " is not valid for this web service.");
        };
    }

    private List<ObjectNode> described(ObjectNode input) {
        List<ObjectNode> all = groups.all().stream().map(SecurityGroupView::of).toList();
        List<ObjectNode> byId = byIds(input, "GroupId", "groupId", "InvalidGroup.NotFound", all);
        return byIds(input, "GroupName", "groupName", "InvalidGroup.NotFound", byId);
    }

    private static List<ObjectNode> byIds(
            ObjectNode input, String parameter, String member, String error, List<ObjectNode> all) {
        JsonNode ids = input.path(parameter);
        if (ids.isEmpty()) {
            return all;
        }
        List<ObjectNode> found = new ArrayList<>();
        for (JsonNode id : ids) {
            found.add(all.stream()
                    .filter(item -> item.path(member).asText().equals(id.asText()))
                    .findFirst()
                    .orElseThrow(() -> AwsException.badRequest(
                            error, "The " + parameter + " '" + id.asText() + "' does not exist")));
        }
        return found;
    }

    private static ObjectNode found(String member, List<ObjectNode> all, ObjectNode input) {
        List<ObjectNode> left = all;
        for (JsonNode filter : input.path("Filter")) {
            String name = filter.path("Name").asText();
            Set<String> values = new java.util.HashSet<>();
            filter.path("Value").forEach(value -> values.add(value.asText()));
            left = left.stream().filter(item -> holds(item, name, values)).toList();
        }
        return Json.object().set(member, Network.array(left));
    }

    private static boolean holds(ObjectNode item, String name, Set<String> values) {
        if (name.startsWith("tag:")) {
            for (JsonNode tag : item.path("tagSet")) {
                if (tag.path("key").asText().equals(name.substring(4))
                        && values.contains(tag.path("value").asText())) {
                    return true;
                }
            }
            return false;
        }
        String member = FILTERS.get(name);
        if (member == null) {
            throw AwsException.badRequest("InvalidParameterValue", "The filter '" + name + "' is invalid");
        }
        return values.contains(item.path(member).asText());
    }

    @Override
    public void close() {
        state.close();
    }
}
