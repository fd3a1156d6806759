/**
 * DynamoDB on a laptop. Wire protocol, limits, capacity and error texts are those of the service, so that the SDK and the
 * CLI cannot tell them apart in what is supported:
 *
 * <ul>
 *   <li>tables on demand or provisioned, global and local secondary indexes, indexes added and removed later, time to
 *       live, tags, deletion protection;
 *   <li>single-item reads and writes, Query, Scan (parallel too), batches, transactions with client tokens;
 *   <li>condition, filter, key condition, projection and update expressions.
 * </ul>
 *
 * <p>Differences that one may notice: tables and indexes are active at once; every read is consistent, and so is a global
 * index; nothing is throttled; expired items go within seconds. Streams, point-in-time recovery and table classes are
 * noted and described but do nothing. The parameters from before there were expressions, PartiQL, backups, imports,
 * exports and global tables are refused.
 *
 * <p>From the outside in: {@code operation} (one operation each), {@code expression} (text to syntax tree to result),
 * {@code table} (definitions), {@code value} (items), {@code store} (durable ordered maps).
 */
@NullMarked
package dev.vitrine.localcloud.dynamodb;

import org.jspecify.annotations.NullMarked;
