@NullMarked
package dev.vitrine.localcloud.cloudformation;

import org.jspecify.annotations.NullMarked;
