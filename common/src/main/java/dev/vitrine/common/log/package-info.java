/** The lines that programs printed, as far as the cloud kept them, and how to read them without losing any. */
@NullMarked
package dev.vitrine.common.log;

import org.jspecify.annotations.NullMarked;
