package dev.vitrine.localcloud.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The two layouts of the query protocol's XML. */
public enum QueryDialect {
    /** The result in an element of its own, lists of {@code member}: STS, IAM, CloudFormation, load balancing. */
    QUERY("member") {
        @Override
        ObjectNode body(String action, ObjectNode result, String requestId) {
            ObjectNode body = Json.object();
            body.set(action + "Result", result);
            body.putObject("ResponseMetadata").put("RequestId", requestId);
            return body;
        }

        @Override
        ErrorProtocol errors(String namespace) {
            return new ErrorProtocol.Query(namespace);
        }
    },

    /** The result's members in the root, lists of {@code item}: EC2. */
    EC2("item") {
        @Override
        ObjectNode body(String action, ObjectNode result, String requestId) {
            ObjectNode body = Json.object().put("requestId", requestId);
            body.setAll(result);
            return body;
        }

        @Override
        ErrorProtocol errors(String namespace) {
            return new ErrorProtocol.Ec2(namespace);
        }
    };

    private final String element;

    QueryDialect(String element) {
        this.element = element;
    }

    /** The name of a list's element. */
    String element() {
        return element;
    }

    abstract ObjectNode body(String action, ObjectNode result, String requestId);

    abstract ErrorProtocol errors(String namespace);
}
