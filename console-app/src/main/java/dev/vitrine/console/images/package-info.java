/** Images of the registry and versions of the models: what there is, and where it runs. */
@NullMarked
package dev.vitrine.console.images;

import org.jspecify.annotations.NullMarked;
