@NullMarked
package dev.vitrine.localcloud.http;

import org.jspecify.annotations.NullMarked;
