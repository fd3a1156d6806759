/** Tests of what needs no screen. */
@NullMarked
package dev.vitrine.console.kit;

import org.jspecify.annotations.NullMarked;
