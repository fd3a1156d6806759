/** Which cloud a window shows, who asks, and whether it answers. */
@NullMarked
package dev.vitrine.console.session;

import org.jspecify.annotations.NullMarked;
