@NullMarked
package dev.vitrine.localcloud.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
