/** Every action that was taken, with the line that does the same. */
@NullMarked
package dev.vitrine.console.activity;

import org.jspecify.annotations.NullMarked;
