/** The local cloud as a whole: how it is configured, started and stopped. */
@NullMarked
package dev.vitrine.localcloud;

import org.jspecify.annotations.NullMarked;
