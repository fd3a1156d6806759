/** How much everybody may ask. */
@NullMarked
package dev.vitrine.web.limit;

import org.jspecify.annotations.NullMarked;
