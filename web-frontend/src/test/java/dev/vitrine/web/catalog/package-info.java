@NullMarked
package dev.vitrine.web.catalog;

import org.jspecify.annotations.NullMarked;
