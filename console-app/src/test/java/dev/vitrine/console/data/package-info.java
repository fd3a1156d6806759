/** Tests of what needs no screen. */
@NullMarked
package dev.vitrine.console.data;

import org.jspecify.annotations.NullMarked;
