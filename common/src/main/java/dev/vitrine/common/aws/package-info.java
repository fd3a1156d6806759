/**
 * The ports on AWS, by the AWS SDK. Endpoint, region and credentials come the SDK's standard ways. Named only where a
 * program is wired together.
 */
@NullMarked
package dev.vitrine.common.aws;

import org.jspecify.annotations.NullMarked;
