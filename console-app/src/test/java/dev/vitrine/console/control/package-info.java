@NullMarked
package dev.vitrine.console.control;

import org.jspecify.annotations.NullMarked;
