/**
 * DynamoDB's expressions: condition, filter, key condition, projection and update. Text becomes tokens, tokens a sealed
 * syntax tree with names and values already resolved, and an evaluator walks the tree.
 */
@NullMarked
package dev.vitrine.localcloud.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
