/** Two jobs over the same rows, side by side; and a job done again by another version. */
@NullMarked
package dev.vitrine.web.compare;

import org.jspecify.annotations.NullMarked;
