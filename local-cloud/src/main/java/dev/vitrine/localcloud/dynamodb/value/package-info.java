/** DynamoDB's data: attribute values and items, their size, their JSON and their bytes on disk. */
@NullMarked
package dev.vitrine.localcloud.dynamodb.value;

import org.jspecify.annotations.NullMarked;
