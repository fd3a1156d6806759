@NullMarked
package dev.vitrine.web.text;

import org.jspecify.annotations.NullMarked;
