/** Tests of what needs no screen. */
@NullMarked
package dev.vitrine.console.action;

import org.jspecify.annotations.NullMarked;
