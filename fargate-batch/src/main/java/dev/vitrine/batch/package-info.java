/** The batch worker: claims shards until none is left, answers their rows, stores the outcomes, and exits. */
@NullMarked
package dev.vitrine.batch;

import org.jspecify.annotations.NullMarked;
