/** What operators look at: health, metrics, access log. */
@NullMarked
package dev.vitrine.web.operation;

import org.jspecify.annotations.NullMarked;
