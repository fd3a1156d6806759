/** Application Auto Scaling: bounds of services, and the times at which they change. */
@NullMarked
package dev.vitrine.localcloud.scaling;

import org.jspecify.annotations.NullMarked;
