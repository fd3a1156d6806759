package dev.vitrine.web.page;

import dev.vitrine.web.catalog.Served;
import java.util.List;

/** The list of prototypes. */
public record HomePage(Frame frame, List<Served> prototypes) {}
