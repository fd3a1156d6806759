/** Uploaded tables: streamed, checked, and split into the shards of a job. */
@NullMarked
package dev.vitrine.web.upload;

import org.jspecify.annotations.NullMarked;
