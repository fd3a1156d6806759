@NullMarked
package dev.vitrine.prototypes.dayplanner;

import org.jspecify.annotations.NullMarked;
