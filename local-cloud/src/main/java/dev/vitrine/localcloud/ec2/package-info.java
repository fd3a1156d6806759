/** EC2, as far as networks go: one default VPC, and security groups. */
@NullMarked
package dev.vitrine.localcloud.ec2;

import org.jspecify.annotations.NullMarked;
