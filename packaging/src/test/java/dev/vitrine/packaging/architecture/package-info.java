/** The dependency rules of the house, kept by tests that see every module's classes. */
@NullMarked
package dev.vitrine.packaging.architecture;

import org.jspecify.annotations.NullMarked;
