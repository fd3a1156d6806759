@NullMarked
package dev.vitrine.localcloud.ecr;

import org.jspecify.annotations.NullMarked;
