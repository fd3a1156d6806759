/** What people did: tries and jobs in one list, newest first. */
@NullMarked
package dev.vitrine.web.history;

import org.jspecify.annotations.NullMarked;
