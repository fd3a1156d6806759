package dev.vitrine.localcloud.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;

/** What names in a template stand for while it is evaluated. */
public interface Scope {
    /** The value of a parameter or pseudo parameter, or a resource's id. */
    JsonNode ref(String name);

    JsonNode attribute(String resource, String attribute);

    /**
     * The value that another stack exports.
     *
     * @throws TemplateException when no stack exports that name
     */
    String imported(String name);
}
