package dev.vitrine.common.prediction;

import java.util.Map;

/**
 * A batch's form to expand into rows.
 *
 * @param form field name to text as typed
 */
public record FormCall(String prototype, String version, Map<String, String> form) {
    public FormCall {
        form = Map.copyOf(form);
    }
}
