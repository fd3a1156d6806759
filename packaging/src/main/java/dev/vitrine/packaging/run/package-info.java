/** Runs the whole of Vitrine on one computer: the local cloud, the published prototypes, the frontend. */
@NullMarked
package dev.vitrine.packaging.run;

import org.jspecify.annotations.NullMarked;
