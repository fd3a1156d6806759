/** What serves: services and functions, their images, rollouts and events. */
@NullMarked
package dev.vitrine.console.serve;

import org.jspecify.annotations.NullMarked;
