@NullMarked
package dev.vitrine.web.upload;

import org.jspecify.annotations.NullMarked;
