/** The estimate of the bill. */
@NullMarked
package dev.vitrine.packaging.cost;

import org.jspecify.annotations.NullMarked;
