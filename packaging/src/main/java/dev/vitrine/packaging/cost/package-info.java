/** {@code make cost}: the monthly bill, read from the templates and the manifests. */
@NullMarked
package dev.vitrine.packaging.cost;

import org.jspecify.annotations.NullMarked;
