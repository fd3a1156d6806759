@NullMarked
package dev.vitrine.packaging.aot;

import org.jspecify.annotations.NullMarked;
