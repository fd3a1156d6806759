@NullMarked
package dev.vitrine.console.log;

import org.jspecify.annotations.NullMarked;
