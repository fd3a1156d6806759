/** Runs: jobs with their tasks, progress, rate, cost and log. */
@NullMarked
package dev.vitrine.console.runs;

import org.jspecify.annotations.NullMarked;
