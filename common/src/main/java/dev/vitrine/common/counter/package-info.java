/** Small named counters that a predictor class may read and raise. */
@NullMarked
package dev.vitrine.common.counter;

import org.jspecify.annotations.NullMarked;
