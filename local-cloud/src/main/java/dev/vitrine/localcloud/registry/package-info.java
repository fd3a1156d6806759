/**
 * Images as they are pushed and pulled: the OCI distribution API below {@code /v2/}, over a content-addressed store on
 * disk. ECR, in its own package, manages the same repositories.
 */
@NullMarked
package dev.vitrine.localcloud.registry;

import org.jspecify.annotations.NullMarked;
