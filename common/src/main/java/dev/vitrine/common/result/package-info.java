/** The form of a job's results: columns, records, and the index by which a page is found. */
@NullMarked
package dev.vitrine.common.result;

import org.jspecify.annotations.NullMarked;
