/** Brings a cloud to the state that the prototypes declare: table, bucket, functions, task definitions, versions. */
@NullMarked
package dev.vitrine.packaging.publish;

import org.jspecify.annotations.NullMarked;
