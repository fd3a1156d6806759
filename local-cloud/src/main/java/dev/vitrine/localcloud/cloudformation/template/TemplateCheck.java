package dev.vitrine.localcloud.cloudformation.template;

import java.util.Set;
import java.util.TreeSet;

/** Checks that all a template names exists, before anything is made from it. */
final class TemplateCheck {
    private static final Set<String> PSEUDO = Set.of(
            "AWS::AccountId",
            "AWS::NoValue",
            "AWS::NotificationARNs",
            "AWS::Partition",
            "AWS::Region",
            "AWS::StackId",
            "AWS::StackName",
            "AWS::URLSuffix");

    private final Template template;

    TemplateCheck(Template template) {
        this.template = template;
    }

    void run() {
        Set<String> unknown = new TreeSet<>();
        template.resources().values().stream()
                .map(ResourceDeclaration::type)
                .filter(type -> TypeSchema.find(type).isEmpty())
                .forEach(unknown::add);
        if (!unknown.isEmpty()) {
            throw new TemplateException("Template format error: Unrecognized resource types: " + unknown);
        }
        Set<String> unresolved = new TreeSet<>();
        template.resources().values().forEach(resource -> {
            resource.condition().ifPresent(template::condition);
            names(resource.properties(), unresolved);
            resource.dependsOn().stream()
                    .filter(name -> !template.resources().containsKey(name))
                    .forEach(unresolved::add);
        });
        refuse(unresolved, "Resources");
        template.conditions().values().forEach(condition -> names(condition, unresolved));
        refuse(unresolved, "Conditions");
        template.outputs().values().forEach(output -> {
            output.condition().ifPresent(template::condition);
            names(output.value(), unresolved);
            output.exportName().ifPresent(name -> names(name, unresolved));
        });
        refuse(unresolved, "Outputs");
        var _ = template.order();
    }

    private static void refuse(Set<String> unresolved, String block) {
        if (!unresolved.isEmpty()) {
            throw new TemplateException("Template format error: Unresolved resource dependencies " + unresolved
                    + " in the " + block + " block of the template");
        }
    }

    private void names(Expression expression, Set<String> unresolved) {
        switch (expression) {
            case Expression.Ref(String name) -> {
                if (!PSEUDO.contains(name)
                        && !template.parameters().containsKey(name)
                        && !template.resources().containsKey(name)) {
                    unresolved.add(name);
                }
            }
            case Expression.GetAtt(String resource, String attribute) -> attribute(resource, attribute);
            case Expression.If(String condition, Expression _, Expression _) -> template.condition(condition);
            case Expression.Condition(String name) -> template.condition(name);
            default -> {}
        }
        expression.parts().forEach(part -> names(part, unresolved));
    }

    private void attribute(String resource, String attribute) {
        ResourceDeclaration declared = template.resources().get(resource);
        if (declared == null) {
            throw new TemplateException(
                    "Template error: instance of Fn::GetAtt references undefined resource " + resource);
        }
        if (!TypeSchema.of(declared.type()).attributes().contains(attribute)) {
            throw new TemplateException("Template error: resource " + resource + " does not support attribute type "
                    + attribute + " in Fn::GetAtt");
        }
    }
}
