/** People's judgement of answers: one by one, as a queue, and as a file. */
@NullMarked
package dev.vitrine.web.review;

import org.jspecify.annotations.NullMarked;
