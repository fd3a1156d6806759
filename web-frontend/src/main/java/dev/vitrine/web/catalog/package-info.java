/** The published prototypes as pages and API show them. */
@NullMarked
package dev.vitrine.web.catalog;

import org.jspecify.annotations.NullMarked;
