package dev.vitrine.web.page;

import dev.vitrine.web.catalog.Served;
import java.util.List;

/**
 * What happened with a prototype.
 *
 * @param older whether this is not the newest part
 */
public record HistoryPage(Frame frame, Served served, JobList jobs, List<PredictionLine> predictions, boolean older) {}
