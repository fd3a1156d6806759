/** What a feature may do with the window around it, without knowing the window. */
@NullMarked
package dev.vitrine.console.desk;

import org.jspecify.annotations.NullMarked;
