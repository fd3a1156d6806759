/** Tests of what needs no screen. */
@NullMarked
package dev.vitrine.console.palette;

import org.jspecify.annotations.NullMarked;
