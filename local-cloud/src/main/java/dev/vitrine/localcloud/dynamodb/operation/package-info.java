/** The operations of the wire protocol, one class each, and what they share: requests, capacity, item reads and writes. */
@NullMarked
package dev.vitrine.localcloud.dynamodb.operation;

import org.jspecify.annotations.NullMarked;
