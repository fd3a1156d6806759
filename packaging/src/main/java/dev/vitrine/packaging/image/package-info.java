/** Image folders: what an image would hold, unpacked, with the config that says how it is started. */
@NullMarked
package dev.vitrine.packaging.image;

import org.jspecify.annotations.NullMarked;
