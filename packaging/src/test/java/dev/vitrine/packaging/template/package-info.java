/** The templates, judged by AWS's specification and by the least that a process must be allowed. */
@NullMarked
package dev.vitrine.packaging.template;

import org.jspecify.annotations.NullMarked;
