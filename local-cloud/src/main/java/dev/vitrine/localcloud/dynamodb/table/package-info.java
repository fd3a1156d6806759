/** Tables: their keys, indexes and settings, and the catalogue that keeps them. */
@NullMarked
package dev.vitrine.localcloud.dynamodb.table;

import org.jspecify.annotations.NullMarked;
