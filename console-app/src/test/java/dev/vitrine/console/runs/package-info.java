/** Tests of runs. */
@NullMarked
package dev.vitrine.console.runs;

import org.jspecify.annotations.NullMarked;
