/** The table by query, and the bucket as a tree with previews. */
@NullMarked
package dev.vitrine.console.data;

import org.jspecify.annotations.NullMarked;
