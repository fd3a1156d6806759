/** What the deployment costs, from what ran and the price table; what idles now. */
@NullMarked
package dev.vitrine.console.cost;

import org.jspecify.annotations.NullMarked;
