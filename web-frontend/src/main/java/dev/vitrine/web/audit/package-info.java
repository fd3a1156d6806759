/** The trail of changes: written for every request that changed something, read by owners. */
@NullMarked
package dev.vitrine.web.audit;

import org.jspecify.annotations.NullMarked;
