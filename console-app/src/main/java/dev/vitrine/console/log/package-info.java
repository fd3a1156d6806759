/** The dock of logs: every line of a task, a run or a service, and how complete they are. */
@NullMarked
package dev.vitrine.console.log;

import org.jspecify.annotations.NullMarked;
