/** What an operator sees of a deployment and does to it: services, tasks, functions, images, and who asks. */
@NullMarked
package dev.vitrine.common.operation;

import org.jspecify.annotations.NullMarked;
