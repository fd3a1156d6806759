/** Small durable tables of JSON values, for services that keep little: function configurations, tasks, queues. */
@NullMarked
package dev.vitrine.localcloud.state;

import org.jspecify.annotations.NullMarked;
