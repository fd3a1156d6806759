@NullMarked
package dev.vitrine.localcloud.registry;

import org.jspecify.annotations.NullMarked;
