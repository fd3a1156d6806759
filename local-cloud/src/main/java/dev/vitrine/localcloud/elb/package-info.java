/**
 * Elastic Load Balancing, version 2: application load balancers whose listeners are real HTTP listeners on loopback, with
 * health checks, round robin and draining.
 */
@NullMarked
package dev.vitrine.localcloud.elb;

import org.jspecify.annotations.NullMarked;
