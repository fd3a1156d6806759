package dev.vitrine.web.page;

import dev.vitrine.common.prototype.Field;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.prediction.WhatIf;
import java.util.List;

/**
 * The page on which a prototype is tried.
 *
 * @param key that makes a repeated send of the same form one call
 */
public record TryPage(Frame frame, Served served, List<Control> controls, TryResult result, String key) {
    /** The inputs that can be varied. */
    public List<Field> variable() {
        return served.prototype().inputs().fields().stream()
                .filter(WhatIf::canVary)
                .toList();
    }
}
