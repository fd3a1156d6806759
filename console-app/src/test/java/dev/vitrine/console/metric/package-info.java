@NullMarked
package dev.vitrine.console.metric;

import org.jspecify.annotations.NullMarked;
