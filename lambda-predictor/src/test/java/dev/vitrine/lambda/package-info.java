@NullMarked
package dev.vitrine.lambda;

import org.jspecify.annotations.NullMarked;
