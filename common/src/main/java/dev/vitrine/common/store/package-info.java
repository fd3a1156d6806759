/** What all stores of state have in common. */
@NullMarked
package dev.vitrine.common.store;

import org.jspecify.annotations.NullMarked;
