package dev.vitrine.localcloud.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A checked template: every name in it is declared, every type known, and no resource depends on itself.
 *
 * @param resources by logical id, in the template's order
 */
public record Template(
        Optional<String> description,
        Optional<JsonNode> metadata,
        Map<String, ParameterDeclaration> parameters,
        ObjectNode mappings,
        Map<String, Expression> conditions,
        Map<String, ResourceDeclaration> resources,
        Map<String, OutputDeclaration> outputs) {
    public Template {
        parameters = ordered(parameters);
        conditions = ordered(conditions);
        resources = ordered(resources);
        outputs = ordered(outputs);
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * Reads and checks a template.
     *
     * @throws TemplateException in CloudFormation's words
     */
    public static Template parse(String text) {
        Template template = new TemplateReader(TemplateText.parse(text)).read();
        new TemplateCheck(template).run();
        return template;
    }

    JsonNode mapping(String map, String first, String second) {
        JsonNode found = mappings.path(map).path(first).path(second);
        if (found.isMissingNode()) {
            throw new TemplateException(
                    "Template error: Unable to get mapping for " + map + "::" + first + "::" + second);
        }
        return found;
    }

    Expression condition(String name) {
        Expression found = conditions.get(name);
        if (found == null) {
            throw new TemplateException("Template format error: Unresolved condition dependency " + name
                    + " in the Resources block of the template");
        }
        return found;
    }

    /** What a stack from this template must be allowed to do; empty when nothing out of the ordinary. */
    public Optional<String> capability() {
        List<ResourceDeclaration> roles = resources.values().stream()
                .filter(resource -> resource.type().equals("AWS::IAM::Role"))
                .toList();
        if (roles.isEmpty()) {
            return Optional.empty();
        }
        boolean named = roles.stream()
                .anyMatch(role -> role.properties() instanceof Expression.Members members
                        && members.members().containsKey("RoleName"));
        return Optional.of(named ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM");
    }

    /** The resources that an expression and an explicit list name. */
    Set<String> dependencies(ResourceDeclaration resource) {
        Set<String> found = new TreeSet<>(resource.dependsOn());
        collect(resource.properties(), found);
        found.retainAll(resources.keySet());
        return found;
    }

    private static void collect(Expression expression, Set<String> names) {
        switch (expression) {
            case Expression.Ref(String name) -> names.add(name);
            case Expression.GetAtt(String resource, String _) -> names.add(resource);
            default -> expression.parts().forEach(part -> collect(part, names));
        }
    }

    /** The resources in an order in which each comes after all that it depends on. */
    public List<ResourceDeclaration> order() {
        return DependencyOrder.of(this);
    }
}
