/** Published files and job files: the bucket, its keys, and model versions. */
@NullMarked
package dev.vitrine.common.artifact;

import org.jspecify.annotations.NullMarked;
