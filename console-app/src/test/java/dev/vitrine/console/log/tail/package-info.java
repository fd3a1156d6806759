@NullMarked
package dev.vitrine.console.log.tail;

import org.jspecify.annotations.NullMarked;
