@NullMarked
package dev.vitrine.console.resource;

import org.jspecify.annotations.NullMarked;
