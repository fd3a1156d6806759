@NullMarked
package dev.vitrine.web.webhook;

import org.jspecify.annotations.NullMarked;
