/** Small help with words for people. */
@NullMarked
package dev.vitrine.common.text;

import org.jspecify.annotations.NullMarked;
