/** Nodes that several views are made of. */
@NullMarked
package dev.vitrine.console.control;

import org.jspecify.annotations.NullMarked;
