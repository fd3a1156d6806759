/** Single tasks of the cluster: their state, their logs, and stopping them. */
@NullMarked
package dev.vitrine.console.task;

import org.jspecify.annotations.NullMarked;
