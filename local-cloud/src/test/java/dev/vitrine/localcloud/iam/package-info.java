@NullMarked
package dev.vitrine.localcloud.iam;

import org.jspecify.annotations.NullMarked;
