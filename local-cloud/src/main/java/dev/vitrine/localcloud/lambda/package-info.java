/**
 * Lambda: functions from images, invoked through the runtime API by processes that are started on demand and kept warm.
 */
@NullMarked
package dev.vitrine.localcloud.lambda;

import org.jspecify.annotations.NullMarked;
