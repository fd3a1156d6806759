@NullMarked
package dev.vitrine.web.page;

import org.jspecify.annotations.NullMarked;
