/** What a prototype declares about itself, read from its {@code prototype.yaml}. */
@NullMarked
package dev.vitrine.common.prototype;

import org.jspecify.annotations.NullMarked;
