package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.cloudformation.template.ParameterDeclaration;
import dev.vitrine.localcloud.cloudformation.template.Template;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Calls;
import dev.vitrine.localcloud.http.Json;
import java.util.Map;
import java.util.Optional;

/** Checks that the networks, subnets and security groups exist that parameters name. */
final class NetworkParameters {
    private final Calls calls;

    NetworkParameters(Calls calls) {
        this.calls = calls;
    }

    void check(Template template, Map<String, String> values) {
        for (ParameterDeclaration declaration : template.parameters().values()) {
            Optional<Kind> kind = Kind.of(declaration.type());
            if (kind.isPresent()) {
                for (String id : values.getOrDefault(declaration.name(), "").split(",", -1)) {
                    check(declaration.name(), kind.get(), id.strip());
                }
            }
        }
    }

    private void check(String parameter, Kind kind, String id) {
        ObjectNode input = Json.object();
        input.putArray(kind.member).add(id);
        try {
            calls.query("ec2", kind.action, input);
        } catch (AwsException e) {
            throw Errors.validation("Parameter validation failed: parameter value " + id + " for parameter name "
                    + parameter + " does not exist");
        }
    }

    private enum Kind {
        VPC("DescribeVpcs", "VpcId"),
        SUBNET("DescribeSubnets", "SubnetId"),
        SECURITY_GROUP("DescribeSecurityGroups", "GroupId");

        private final String action;
        private final String member;

        Kind(String action, String member) {
            this.action = action;
            this.member = member;
        }

        static Optional<Kind> of(String type) {
            if (type.contains("AWS::EC2::VPC::Id")) {
                return Optional.of(VPC);
            }
            if (type.contains("AWS::EC2::Subnet::Id")) {
                return Optional.of(SUBNET);
            }
            return type.contains("AWS::EC2::SecurityGroup::Id") ? Optional.of(SECURITY_GROUP) : Optional.empty();
        }
    }
}
