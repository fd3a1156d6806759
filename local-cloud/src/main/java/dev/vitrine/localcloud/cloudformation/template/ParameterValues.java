package dev.vitrine.localcloud.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The values of a template's parameters: as given, else the default. */
public record ParameterValues(Template template, Map<String, String> values) {
    /**
     * Completes and checks the values.
     *
     * @throws TemplateException naming the parameters that are missing, unknown or refused
     */
    public static ParameterValues of(Template template, Map<String, String> given) {
        TreeSet<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(template.parameters().keySet());
        if (!unknown.isEmpty()) {
            throw new TemplateException("Parameters: " + unknown + " do not exist in the template");
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        template.parameters().forEach((name, declaration) -> {
            String value = given.get(name);
            if (value == null) {
                value = declaration.defaultValue().orElse(null);
            }
            if (value == null) {
                missing.add(name);
            } else {
                declaration.check(value);
                values.put(name, value);
            }
        });
        if (!missing.isEmpty()) {
            throw new TemplateException("Parameters: " + missing + " must have values");
        }
        return new ParameterValues(template, values);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value as expressions see it. */
    public JsonNode node(String name, String value) {
        return java.util.Objects.requireNonNull(template.parameters().get(name), name)
                .node(value);
    }
}
