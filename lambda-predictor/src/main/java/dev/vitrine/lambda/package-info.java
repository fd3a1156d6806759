/** Realtime: a Lambda event in, an answer out. */
@NullMarked
package dev.vitrine.lambda;

import org.jspecify.annotations.NullMarked;
