/** Everything the console changes goes through here: planned, confirmed, done step by step, and written down. */
@NullMarked
package dev.vitrine.console.action;

import org.jspecify.annotations.NullMarked;
