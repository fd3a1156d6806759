/**
 * Ordered maps of bytes on disk. A write goes to the write-ahead log first and to MVStore after; the log is emptied
 * whenever MVStore has saved all of it. So a write that was acknowledged survives the death of the process, and the
 * changes of one batch are there all or not at all.
 */
@NullMarked
package dev.vitrine.localcloud.dynamodb.store;

import org.jspecify.annotations.NullMarked;
