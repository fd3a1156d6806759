/** What a deploy refuses before it changes anything. */
@NullMarked
package dev.vitrine.packaging.deploy;

import org.jspecify.annotations.NullMarked;
