/** Calls to addresses that clients named, when their jobs have ended. */
@NullMarked
package dev.vitrine.common.webhook;

import org.jspecify.annotations.NullMarked;
