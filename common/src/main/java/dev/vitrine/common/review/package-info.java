/** What people say about answers: confirmed, corrected, noted, and undone again. Nothing that was said is lost. */
@NullMarked
package dev.vitrine.common.review;

import org.jspecify.annotations.NullMarked;
