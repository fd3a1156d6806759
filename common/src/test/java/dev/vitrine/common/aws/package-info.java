@NullMarked
package dev.vitrine.common.aws;

import org.jspecify.annotations.NullMarked;
