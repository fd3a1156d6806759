/** Secrets Manager, and the values that tasks are given by reference. */
@NullMarked
package dev.vitrine.localcloud.secret;

import org.jspecify.annotations.NullMarked;
