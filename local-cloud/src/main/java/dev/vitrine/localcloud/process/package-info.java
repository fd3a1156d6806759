/**
 * Images as folders, and their programs as child processes that may outlive the local cloud. Containers take the place
 * of processes by a second {@link dev.vitrine.localcloud.process.Runner}.
 */
@NullMarked
package dev.vitrine.localcloud.process;

import org.jspecify.annotations.NullMarked;
