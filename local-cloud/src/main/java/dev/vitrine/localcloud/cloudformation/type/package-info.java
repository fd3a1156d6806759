/** The resource types: how each is made, changed and deleted. */
@NullMarked
package dev.vitrine.localcloud.cloudformation.type;

import org.jspecify.annotations.NullMarked;
