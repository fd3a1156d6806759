/** CloudWatch Logs: groups, streams and events on disk, in order, paged and filtered. */
@NullMarked
package dev.vitrine.localcloud.logs;

import org.jspecify.annotations.NullMarked;
