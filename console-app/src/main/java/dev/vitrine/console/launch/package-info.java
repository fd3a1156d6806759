/** Starts tasks by hand, with what is to be different, at a known cost. */
@NullMarked
package dev.vitrine.console.launch;

import org.jspecify.annotations.NullMarked;
