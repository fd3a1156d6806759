/** Who may come in: sign-in, sessions, and the guard against forged requests. */
@NullMarked
package dev.vitrine.web.access;

import org.jspecify.annotations.NullMarked;
