/** Budgets: kept, never alarming, since nothing here costs anything. */
@NullMarked
package dev.vitrine.localcloud.budgets;

import org.jspecify.annotations.NullMarked;
