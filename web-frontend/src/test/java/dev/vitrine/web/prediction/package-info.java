@NullMarked
package dev.vitrine.web.prediction;

import org.jspecify.annotations.NullMarked;
