@NullMarked
package dev.vitrine.localcloud.cloudformation.template;

import org.jspecify.annotations.NullMarked;
