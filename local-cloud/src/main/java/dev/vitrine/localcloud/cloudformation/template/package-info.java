/** Templates: read from YAML or JSON into a sealed syntax tree, checked, and evaluated. */
@NullMarked
package dev.vitrine.localcloud.cloudformation.template;

import org.jspecify.annotations.NullMarked;
