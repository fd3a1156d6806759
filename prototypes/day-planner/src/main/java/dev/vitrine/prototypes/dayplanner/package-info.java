/** The day planner: an algorithm that is no model file. */
@NullMarked
package dev.vitrine.prototypes.dayplanner;

import org.jspecify.annotations.NullMarked;
