/** What the bucket tells the functions of prototypes. */
@NullMarked
package dev.vitrine.packaging.event;

import org.jspecify.annotations.NullMarked;
