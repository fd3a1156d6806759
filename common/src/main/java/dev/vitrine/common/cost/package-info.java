/** What a deployment costs: list prices, and the bill of what is kept and of what is used. Dollars, without tax. */
@NullMarked
package dev.vitrine.common.cost;

import org.jspecify.annotations.NullMarked;
