/** S3, by the library S3Proxy over a folder. */
@NullMarked
package dev.vitrine.localcloud.s3;

import org.jspecify.annotations.NullMarked;
