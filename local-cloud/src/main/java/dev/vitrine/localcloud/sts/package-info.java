/** STS, as far as a client asks who it is. */
@NullMarked
package dev.vitrine.localcloud.sts;

import org.jspecify.annotations.NullMarked;
