/** Faults that tests switch on: what goes wrong, where and how often. */
@NullMarked
package dev.vitrine.localcloud.fault;

import org.jspecify.annotations.NullMarked;
