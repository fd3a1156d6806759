/** What all features stand on and no screen is needed for: polling, rows, rates, the saved state, texts. */
@NullMarked
package dev.vitrine.console.kit;

import org.jspecify.annotations.NullMarked;
