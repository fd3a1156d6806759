/** CloudWatch's metrics: what functions, tasks and load balancers are measured at, minute by minute. */
@NullMarked
package dev.vitrine.localcloud.metrics;

import org.jspecify.annotations.NullMarked;
