/** Ahead-of-time caches of images: recorded while a program does at image build what it will do at its starts. */
@NullMarked
package dev.vitrine.packaging.aot;

import org.jspecify.annotations.NullMarked;
