@NullMarked
package dev.vitrine.localcloud.dynamodb.store;

import org.jspecify.annotations.NullMarked;
