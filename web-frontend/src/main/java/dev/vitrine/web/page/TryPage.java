package dev.vitrine.web.page;

import dev.vitrine.web.catalog.Served;
import java.util.List;

/**
 * The page on which a prototype is tried.
 *
 * @param key that makes a repeated send of the same form one call
 */
public record TryPage(Frame frame, Served served, List<Control> controls, TryResult result, String key) {}
