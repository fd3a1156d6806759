/** Makes the model files of the shipped prototypes from their tables, the same each time. */
@NullMarked
package dev.vitrine.inference.training;

import org.jspecify.annotations.NullMarked;
