@NullMarked
package dev.vitrine.packaging.browser;

import org.jspecify.annotations.NullMarked;
