package dev.vitrine.localcloud.cloudformation;

import dev.vitrine.localcloud.cloudformation.template.Template;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stack. Times are milliseconds since 1970.
 *
 * @param id its ARN
 * @param body the text of its template
 * @param parameters the values of the template's parameters
 * @param resolved values of those parameters that name an SSM parameter
 * @param imports the names of exports that it uses
 */
record Stack(
        String id,
        String name,
        StackStatus status,
        @Nullable String reason,
        String body,
        Map<String, String> parameters,
        Map<String, String> resolved,
        Map<String, String> tags,
        List<String> capabilities,
        List<Output> outputs,
        List<String> imports,
        long createdAt,
        @Nullable Long updatedAt,
        @Nullable Long deletedAt,
        boolean disableRollback,
        boolean terminationProtection,
        @Nullable String changeSetId) {
    /** A value that the stack shows, under a name for other stacks where it is exported. */
    record Output(
            String key,
            String value,
            @Nullable String description,
            @Nullable String exportName) {}

    Stack {
        parameters = Map.copyOf(parameters);
        resolved = Map.copyOf(resolved);
        tags = Map.copyOf(tags);
        capabilities = List.copyOf(capabilities);
        outputs = List.copyOf(outputs);
        imports = List.copyOf(imports);
    }

    Template template() {
        return Template.parse(body);
    }

    Stack in(StackStatus next, @Nullable String why) {
        return with(copy -> {
            copy.status = next;
            copy.reason = why;
        });
    }

    Stack withOutputs(List<Output> values, List<String> imported) {
        return with(copy -> {
            copy.outputs = values;
            copy.imports = imported;
        });
    }

    Stack withProtection(boolean protection) {
        return with(copy -> copy.terminationProtection = protection);
    }

    Stack updated(long at) {
        return with(copy -> copy.updatedAt = at);
    }

    Stack deleted(long at) {
        return with(copy -> {
            copy.status = StackStatus.DELETE_COMPLETE;
            copy.reason = null;
            copy.outputs = List.of();
            copy.imports = List.of();
            copy.deletedAt = at;
        });
    }

    private Stack with(Consumer<Copy> change) {
        Copy copy = new Copy();
        change.accept(copy);
        return copy.stack();
    }

    /** This stack with what may change of it. */
    private final class Copy {
        private StackStatus status = Stack.this.status;
        private @Nullable String reason = Stack.this.reason;
        private List<Output> outputs = Stack.this.outputs;
        private List<String> imports = Stack.this.imports;
        private @Nullable Long updatedAt = Stack.this.updatedAt;
        private @Nullable Long deletedAt = Stack.this.deletedAt;
        private boolean terminationProtection = Stack.this.terminationProtection;

        Stack stack() {
            return new Stack(
                    id,
                    name,
                    status,
                    reason,
                    body,
                    parameters,
                    resolved,
                    tags,
                    capabilities,
                    outputs,
                    imports,
                    createdAt,
                    updatedAt,
                    deletedAt,
                    disableRollback,
                    terminationProtection,
                    changeSetId);
        }
    }
}
