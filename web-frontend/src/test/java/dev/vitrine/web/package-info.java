@NullMarked
package dev.vitrine.web;

import org.jspecify.annotations.NullMarked;
