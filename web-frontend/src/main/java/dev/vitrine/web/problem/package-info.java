/** Errors as people and programs see them: RFC 9457 problem documents and error pages. */
@NullMarked
package dev.vitrine.web.problem;

import org.jspecify.annotations.NullMarked;
