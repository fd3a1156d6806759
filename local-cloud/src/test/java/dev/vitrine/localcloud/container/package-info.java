@NullMarked
package dev.vitrine.localcloud.container;

import org.jspecify.annotations.NullMarked;
