/** Rows in, outcomes out: the words of realtime and batch answers alike. */
@NullMarked
package dev.vitrine.common.prediction;

import org.jspecify.annotations.NullMarked;
