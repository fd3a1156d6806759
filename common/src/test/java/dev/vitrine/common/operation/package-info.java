@NullMarked
package dev.vitrine.common.operation;

import org.jspecify.annotations.NullMarked;
