@NullMarked
package dev.vitrine.web.history;

import org.jspecify.annotations.NullMarked;
