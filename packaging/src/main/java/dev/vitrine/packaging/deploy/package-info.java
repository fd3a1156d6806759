/**
 * Brings a cloud to the state that the templates and the prototypes declare: plan, deploy, publish, destroy, doctor. The
 * cloud is the one that the SDK's settings name; nothing here asks which.
 */
@NullMarked
package dev.vitrine.packaging.deploy;

import org.jspecify.annotations.NullMarked;
