/** Metrics of what is chosen: which, read while somebody looks, as charts of the inspector. */
@NullMarked
package dev.vitrine.console.metric;

import org.jspecify.annotations.NullMarked;
