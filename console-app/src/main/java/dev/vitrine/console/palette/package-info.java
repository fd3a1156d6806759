/** Everything that may be done now, found by typing. */
@NullMarked
package dev.vitrine.console.palette;

import org.jspecify.annotations.NullMarked;
