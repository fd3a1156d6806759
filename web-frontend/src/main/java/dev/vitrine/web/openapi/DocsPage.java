package dev.vitrine.web.openapi;

import dev.vitrine.web.page.Frame;
import java.util.List;

/** The page on which a developer reads and tries the API. */
public record DocsPage(Frame frame, List<Group> groups) {
    /** Operations that belong together. */
    public record Group(String name, String description, List<Operation> operations) {}

    /**
     * One operation.
     *
     * @param method in capitals
     * @param mediaTypes that a body may have; empty when there is none
     * @param body an example of it, of the first media type
     * @param stream whether the answer does not end
     */
    public record Operation(
            String id,
            String method,
            String path,
            String summary,
            String description,
            List<Parameter> parameters,
            List<String> mediaTypes,
            String body,
            boolean stream) {}

    /** One parameter; {@code in} is {@code path}, {@code query} or {@code header}. */
    public record Parameter(String name, String in, boolean required, String description) {}
}
