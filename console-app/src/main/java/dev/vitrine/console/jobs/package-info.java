/** The list of all jobs. */
@NullMarked
package dev.vitrine.console.jobs;

import org.jspecify.annotations.NullMarked;
