/** The operator's desktop console. */
@NullMarked
package dev.vitrine.console;

import org.jspecify.annotations.NullMarked;
