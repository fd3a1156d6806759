/** The pages and what their templates show. */
@NullMarked
package dev.vitrine.web.page;

import org.jspecify.annotations.NullMarked;
