@NullMarked
package dev.vitrine.common;

import org.jspecify.annotations.NullMarked;
