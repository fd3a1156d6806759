@NullMarked
package dev.vitrine.web.access;

import org.jspecify.annotations.NullMarked;
