/** What functions, tasks and load balancers are measured at, as an operator reads it. */
@NullMarked
package dev.vitrine.common.metric;

import org.jspecify.annotations.NullMarked;
