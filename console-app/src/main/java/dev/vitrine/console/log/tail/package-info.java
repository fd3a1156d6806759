/** Reads logs without losing a line, and keeps the lines in files. Knows no screen. */
@NullMarked
package dev.vitrine.console.log.tail;

import org.jspecify.annotations.NullMarked;
