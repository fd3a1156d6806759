/** What may come late, and who signs in. */
@NullMarked
package dev.vitrine.console.session;

import org.jspecify.annotations.NullMarked;
