/** The stakeholder's pages and the public API. */
@NullMarked
package dev.vitrine.web;

import org.jspecify.annotations.NullMarked;
