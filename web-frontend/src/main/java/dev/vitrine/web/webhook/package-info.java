/** Tells addresses that clients named when their jobs have ended: signed, to allowed hosts alone, never in a job's way. */
@NullMarked
package dev.vitrine.web.webhook;

import org.jspecify.annotations.NullMarked;
