package dev.vitrine.localcloud.cloudformation;

import dev.vitrine.localcloud.cloudformation.template.TemplateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values that stacks export to each other. */
final class Exports {
    private final StackStore store;

    Exports(StackStore store) {
        this.store = store;
    }

    /** Every export with the stack that has it. */
    Map<String, Export> all() {
        Map<String, Export> exports = new HashMap<>();
        for (Stack stack : store.live()) {
            stack.outputs().stream()
                    .filter(output -> output.exportName() != null)
                    .forEach(output ->
                            exports.put(String.valueOf(output.exportName()), new Export(stack, output.value())));
        }
        return exports;
    }

    String value(String name) {
        return Optional.ofNullable(all().get(name))
                .map(Export::value)
                .orElseThrow(() ->
                        new TemplateException("No export named " + name + " found. Rollback requested by" + " user."));
    }

    /** The names of the stacks that use an export. */
    List<String> importers(String name) {
        return store.live().stream()
                .filter(stack -> stack.imports().contains(name))
                .map(Stack::name)
                .sorted()
                .toList();
    }

    /**
     * Checks that a stack may have these outputs instead of those that it has.
     *
     * @throws TemplateException when another stack exports the name already, or uses one that would go or change
     */
    void check(Stack stack, List<Stack.Output> outputs) {
        Map<String, String> wanted = new HashMap<>();
        outputs.stream()
                .filter(output -> output.exportName() != null)
                .forEach(output -> wanted.put(String.valueOf(output.exportName()), output.value()));
        all().forEach((name, export) -> {
            String value = wanted.get(name);
            if (!export.stack().id().equals(stack.id())) {
                if (value != null) {
                    throw new TemplateException("Export with name " + name + " is already exported by stack "
                            + export.stack().name());
                }
            } else if (!export.value().equals(value) && !importers(name).isEmpty()) {
                throw new TemplateException("Export " + name + " cannot be " + (value == null ? "deleted" : "updated")
                        + " as it is in use by " + String.join(" and ", importers(name)));
            }
        });
    }

    record Export(Stack stack, String value) {}
}
