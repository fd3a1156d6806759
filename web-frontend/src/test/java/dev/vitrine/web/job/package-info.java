@NullMarked
package dev.vitrine.web.job;

import org.jspecify.annotations.NullMarked;
