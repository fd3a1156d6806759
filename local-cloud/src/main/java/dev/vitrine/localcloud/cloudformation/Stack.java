package dev.vitrine.localcloud.cloudformation;

import dev.vitrine.localcloud.cloudformation.template.Template;
import java.util.List;
import java.util.Map;
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
        return new Stack(
                id,
                name,
                next,
                why,
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

    Stack withOutputs(List<Output> values, List<String> imported) {
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
                values,
                imported,
                createdAt,
                updatedAt,
                deletedAt,
                disableRollback,
                terminationProtection,
                changeSetId);
    }

    Stack withProtection(boolean protection) {
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
                protection,
                changeSetId);
    }

    Stack updated(long at) {
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
                at,
                deletedAt,
                disableRollback,
                terminationProtection,
                changeSetId);
    }

    Stack deleted(long at) {
        return new Stack(
                id,
                name,
                StackStatus.DELETE_COMPLETE,
                null,
                body,
                parameters,
                resolved,
                tags,
                capabilities,
                List.of(),
                List.of(),
                createdAt,
                updatedAt,
                at,
                disableRollback,
                terminationProtection,
                changeSetId);
    }
}
