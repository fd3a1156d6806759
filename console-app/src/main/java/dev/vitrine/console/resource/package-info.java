/** What is known of the deployment: one poller for each kind of resource. */
@NullMarked
package dev.vitrine.console.resource;

import org.jspecify.annotations.NullMarked;
