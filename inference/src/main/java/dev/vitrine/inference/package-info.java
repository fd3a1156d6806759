/** A model version in, predictions out: the one path of realtime and batch answers. */
@NullMarked
package dev.vitrine.inference;

import org.jspecify.annotations.NullMarked;
