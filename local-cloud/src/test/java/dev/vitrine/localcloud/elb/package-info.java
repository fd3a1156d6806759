@NullMarked
package dev.vitrine.localcloud.elb;

import org.jspecify.annotations.NullMarked;
