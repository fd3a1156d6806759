/** ECR: repositories and images as the account manages them. What is pushed and pulled is in the registry's package. */
@NullMarked
package dev.vitrine.localcloud.ecr;

import org.jspecify.annotations.NullMarked;
