package dev.vitrine.localcloud.cloudformation.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sorts a template's resources by what they depend on. */
final class DependencyOrder {
    private DependencyOrder() {}

    /** @throws TemplateException naming the resources of a circle */
    static List<ResourceDeclaration> of(Template template) {
        Map<String, Set<String>> open = new LinkedHashMap<>();
        template.resources().forEach((id, resource) -> open.put(id, template.dependencies(resource)));
        List<ResourceDeclaration> order = new ArrayList<>();
        while (!open.isEmpty()) {
            List<String> ready = open.entrySet().stream()
                    .filter(entry -> entry.getValue().stream().noneMatch(open::containsKey))
                    .map(Map.Entry::getKey)
                    .toList();
            if (ready.isEmpty()) {
                throw new TemplateException(
                        "Circular dependency between resources: [" + String.join(", ", circle(open)) + "]");
            }
            for (String id : ready) {
                open.remove(id);
                template.resources().entrySet().stream()
                        .filter(entry -> entry.getKey().equals(id))
                        .forEach(entry -> order.add(entry.getValue()));
            }
        }
        return order;
    }

    /** Those that are left when all are gone on which no other depends. */
    private static List<String> circle(Map<String, Set<String>> open) {
        Map<String, Set<String>> left = new LinkedHashMap<>(open);
        while (left.keySet()
                .removeIf(id -> left.values().stream().noneMatch(dependencies -> dependencies.contains(id)))) {
            // One by one until each left has one that depends on it.
        }
        return left.keySet().stream().sorted().toList();
    }
}
