/** What may come late, who signs in, and whose account it is. */
@NullMarked
package dev.vitrine.console.session;

import org.jspecify.annotations.NullMarked;
