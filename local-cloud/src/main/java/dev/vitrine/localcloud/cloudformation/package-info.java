/** CloudFormation: stacks made, changed and deleted from templates, through the other services' own operations. */
@NullMarked
package dev.vitrine.localcloud.cloudformation;

import org.jspecify.annotations.NullMarked;
