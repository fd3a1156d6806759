/** The words of the pages, apart from the pages. */
@NullMarked
package dev.vitrine.web.text;

import org.jspecify.annotations.NullMarked;
