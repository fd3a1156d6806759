@NullMarked
package dev.vitrine.inference.training;

import org.jspecify.annotations.NullMarked;
