/** Jobs: submit, watch, cancel, download. */
@NullMarked
package dev.vitrine.web.job;

import org.jspecify.annotations.NullMarked;
