/** Results of jobs as pages look at them: ranges of rows, sorted and filtered views, summaries. */
@NullMarked
package dev.vitrine.web.result;

import org.jspecify.annotations.NullMarked;
