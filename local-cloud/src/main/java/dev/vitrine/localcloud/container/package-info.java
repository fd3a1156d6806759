/** Runs whole images as containers, where podman or docker answers. */
@NullMarked
package dev.vitrine.localcloud.container;

import org.jspecify.annotations.NullMarked;
