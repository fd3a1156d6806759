@NullMarked
package dev.vitrine.localcloud.dynamodb;

import org.jspecify.annotations.NullMarked;
