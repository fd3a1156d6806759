/** Sees to it that open shards have workers, and that no job waits for workers that cannot come. */
@NullMarked
package dev.vitrine.web.dispatch;

import org.jspecify.annotations.NullMarked;
