/** The API told to programs: OpenAPI made from the published manifests, and a page to try it. */
@NullMarked
package dev.vitrine.web.openapi;

import org.jspecify.annotations.NullMarked;
