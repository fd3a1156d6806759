package dev.vitrine.packaging.deploy;

import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;

/**
 * A change set that CloudFormation has made and not carried out.
 *
 * @param stackId of a stack that may not have resources yet
 * @param id of the change set
 * @param creates whether the stack is new
 */
record PreparedChanges(String stack, String stackId, String id, boolean creates, List<ResourceChange> changes) {
    PreparedChanges {
        changes = List.copyOf(changes);
    }
}
