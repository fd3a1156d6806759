package dev.vitrine.localcloud.cloudformation;

import dev.vitrine.localcloud.cloudformation.Operation.Phase;
import dev.vitrine.localcloud.cloudformation.template.ResourceDeclaration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operation that is carried out; each change of it outlives a crash. */
final class Journal {
    private final StackStore store;
    private Operation operation;

    Journal(StackStore store, Operation operation) {
        this.store = store;
        this.operation = operation;
    }

    Operation operation() {
        return operation;
    }

    String stackId() {
        return operation.stackId();
    }

    void enter(Phase phase, @Nullable String reason) {
        save(operation.in(phase, reason));
    }

    void save(Operation next) {
        operation = next;
        store.put(next);
    }

    /** In the order in which the stack's templates make them. */
    List<StackResource> inOrder(List<StackResource> resources) {
        Stack previous = operation.previous();
        List<String> order = new ArrayList<>();
        if (previous != null) {
            previous.template().order().forEach(declaration -> order.add(declaration.id()));
        }
        operation.target().template().order().stream()
                .map(ResourceDeclaration::id)
                .filter(id -> !order.contains(id))
                .forEach(order::add);
        List<StackResource> sorted = new ArrayList<>(resources);
        sorted.sort(Comparator.comparingInt(resource -> order.indexOf(resource.logicalId())));
        return sorted;
    }
}
