/** Tests of costs. */
@NullMarked
package dev.vitrine.console.cost;

import org.jspecify.annotations.NullMarked;
