package dev.vitrine.packaging.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * A resource that a stack would have.
 *
 * @param id in the template
 * @param type such as {@code AWS::ECS::Service}
 * @param properties with parameters and conditions resolved; what refers to a resource is its id, or id and attribute
 * @param attributes of other resources that it reads, such as {@code Table.Arn}
 */
public record Resource(String id, String type, ObjectNode properties, Set<String> attributes) {
    public Resource {
        attributes = Set.copyOf(attributes);
    }
}
