@NullMarked
package dev.vitrine.localcloud.sso;

import org.jspecify.annotations.NullMarked;
