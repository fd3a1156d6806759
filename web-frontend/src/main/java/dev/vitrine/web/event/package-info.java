/** Job changes as server-sent events. */
@NullMarked
package dev.vitrine.web.event;

import org.jspecify.annotations.NullMarked;
