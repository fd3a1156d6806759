/** Systems Manager's Parameter Store. */
@NullMarked
package dev.vitrine.localcloud.parameter;

import org.jspecify.annotations.NullMarked;
