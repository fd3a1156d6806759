/** Who changed what. */
@NullMarked
package dev.vitrine.common.audit;

import org.jspecify.annotations.NullMarked;
