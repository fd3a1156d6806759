/** The console's windows, tested without a display. */
@NullMarked
package dev.vitrine.console;

import org.jspecify.annotations.NullMarked;
