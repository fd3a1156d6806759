/** ECS: clusters, task definitions and tasks, whose containers are programs of images that outlive the local cloud. */
@NullMarked
package dev.vitrine.localcloud.ecs;

import org.jspecify.annotations.NullMarked;
