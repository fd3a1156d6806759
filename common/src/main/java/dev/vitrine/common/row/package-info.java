/** Rows of a table and the typed values in them: reading, checking, printing. */
@NullMarked
package dev.vitrine.common.row;

import org.jspecify.annotations.NullMarked;
