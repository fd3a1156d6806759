/** Tests of what needs no screen. */
@NullMarked
package dev.vitrine.console.launch;

import org.jspecify.annotations.NullMarked;
