@NullMarked
package dev.vitrine.inference;

import org.jspecify.annotations.NullMarked;
