@NullMarked
package dev.vitrine.localcloud.metrics;

import org.jspecify.annotations.NullMarked;
